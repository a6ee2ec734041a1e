package dev.heed.wire;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.heed.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ways to break a change of preferences, read from the contract: at every place where a value may stand, every kind of value that may not. */
final class ContractCases {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /**
     * A body with one fault.
     *
     * @param pointer where the fault is
     */
    record Case(String what, String pointer, byte[] body) {
        @Override
        public String toString() {
            return what + " at " + pointer;
        }
    }

    private final JsonNode contract;
    private final List<Case> cases = new ArrayList<>();

    private ContractCases() {
        try (var in = ContractCases.class.getClassLoader().getResourceAsStream("openapi.yaml")) {
            contract = new ObjectMapper(new YAMLFactory()).readTree(in);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** A change that has every member there is, and that the outdoor shop's catalog offers. */
    static ObjectNode everyMember() {
        var body = (ObjectNode) Json.read("""
            {"chosen": {"language": "de", "timeZone": "Europe/Berlin", "tone": "friendly", "relationship": "friend", "restricted": false, "stopped": false,
                "paused": {"until": "2099-01-01T00:00:00.000Z"}, "frequency": {"max": 3, "per": "week"},
                "contactHours": [{"days": ["sat"], "from": "09:00", "to": "12:00"}], "overflow": "hold", "preferredChannel": "email",
                "channels": {"voice": {"allowed": true, "frequency": {"max": 1, "per": "week"},
                    "contactHours": [{"days": ["mon", "tue"], "from": "22:00", "to": "24:00"}], "callers": ["human"]}},
                "topics": {"offers": {"allowed": true, "channels": {"text": false}, "frequency": {"max": 1, "per": "month"}}},
                "purposes": {"recommendations": {"allowed": true}}},
             "circumstances": {"surface": "widget", "actor": "agent", "actorId": "agent-7", "language": "en", "notices": {"marketing": 2},
                "reason": "why not", "ip": "192.0.2.1", "userAgent": "Some Browser", "occurredAt": ""}}
            """.getBytes(StandardCharsets.UTF_8));
        ((ObjectNode) body.get("circumstances")).put("occurredAt", Instant.now().minusSeconds(60).toString());
        return body;
    }

    /** All of them. */
    static List<Case> all() {
        var found = new ContractCases();
        found.walk("", found.resolved(NODES.objectNode().put("$ref", "#/components/schemas/PreferencesPatch")));
        return found.cases;
    }

    private JsonNode resolved(JsonNode schema) {
        if (schema.has("$ref")) {
            return resolved(contract.at(schema.get("$ref").textValue().substring(1)));
        }
        if (schema.has("allOf")) {
            var one = (ObjectNode) resolved(schema.get("allOf").get(0)).deepCopy();
            one.set("nullable", schema.path("nullable"));
            return one;
        }
        return schema;
    }

    private void walk(String pointer, JsonNode schema) {
        var here = everyMember().at(pointer);
        if (here.isMissingNode()) {
            throw new AssertionError("everyMember() lacks " + pointer);
        }
        wrongTypes(pointer, schema);
        switch (schema.path("type").asText()) {
            case "object" -> members(pointer, schema, here);
            case "array" -> items(pointer, schema, (ArrayNode) here);
            case "string" -> words(pointer, schema, here.textValue());
            case "integer" -> numbers(pointer, schema);
            default -> { }
        }
    }

    private void wrongTypes(String pointer, JsonNode schema) {
        var type = schema.path("type").asText();
        if (!schema.path("nullable").asBoolean()) {
            put("null", pointer, NODES.nullNode());
        }
        if (!type.equals("string")) {
            put("a string", pointer, NODES.textNode("1"));
            put("an empty string", pointer, NODES.textNode(""));
        }
        if (!type.equals("boolean")) {
            put("true", pointer, NODES.booleanNode(true));
        }
        if (!type.equals("integer")) {
            put("a number", pointer, NODES.numberNode(1));
            put("zero", pointer, NODES.numberNode(0));
        }
        if (!type.equals("array")) {
            put("an array", pointer, NODES.arrayNode());
            put("the value in an array", pointer, NODES.arrayNode().add(everyMember().at(pointer)));
        }
        if (!type.equals("object")) {
            put("an object", pointer, NODES.objectNode());
            put("an object of MongoDB", pointer, NODES.objectNode().put("$gt", ""));
        }
    }

    private void members(String pointer, JsonNode schema, JsonNode here) {
        schema.path("required").forEach(name -> {
            var body = everyMember();
            ((ObjectNode) body.at(pointer)).remove(name.textValue());
            add("without " + name.textValue(), pointer, body);
        });
        if (schema.has("properties")) {
            for (var name : List.of("surprise", "__proto__", "constructor", "$ref", "", "Chosen", "version")) {
                var body = everyMember();
                ((ObjectNode) body.at(pointer)).put(name, true);
                add("a member '" + name + "'", pointer + "/" + name, body);
            }
            schema.get("properties").properties().forEach(member -> walk(pointer + "/" + member.getKey(), resolved(member.getValue())));
        } else {
            here.fieldNames().forEachRemaining(id -> walk(pointer + "/" + id, resolved(schema.get("additionalProperties"))));
        }
        put("members given twice", pointer, null);
    }

    private void items(String pointer, JsonNode schema, ArrayNode here) {
        put("nothing in it", pointer, NODES.arrayNode());
        var many = NODES.arrayNode();
        for (int i = 0; i <= schema.get("maxItems").intValue(); i++) {
            many.add(here.get(0));
        }
        put("too much in it", pointer, many);
        put("an array in it", pointer, NODES.arrayNode().add(here));
        put("null in it", pointer, NODES.arrayNode().addNull());
        if (schema.path("uniqueItems").asBoolean()) {
            put("the same twice", pointer, NODES.arrayNode().add(here.get(0)).add(here.get(0)));
        }
        walk(pointer + "/0", resolved(schema.get("items")));
    }

    private void words(String pointer, JsonNode schema, String good) {
        put("100,000 characters", pointer, NODES.textNode("a".repeat(100_000)));
        if (!pointer.endsWith("/reason") && !pointer.endsWith("/userAgent") && !pointer.endsWith("/actorId")) {
            for (var wrong : List.of(good.toUpperCase(Locale.ROOT) + "!", " " + good, good + " ", good + "\n", good + "\u0000", "\ud83c\udf4b", "../" + good, "' or 1=1 --",
                "${jndi:ldap://127.0.0.1/a}", "<script>", "%00", "null")) {
                put(Json.mapper().valueToTree(wrong).toString(), pointer, NODES.textNode(wrong));
            }
        }
        put("no character", pointer, NODES.textNode(""));
        schema.path("enum").forEach(word -> {
            put("in capitals", pointer, NODES.textNode(word.textValue().toUpperCase(Locale.ROOT)));
            put("with a capital", pointer, NODES.textNode(word.textValue().substring(0, 1).toUpperCase(Locale.ROOT) + word.textValue().substring(1)));
        });
        if (schema.path("format").asText().equals("date-time")) {
            for (var wrong : List.of("2099-02-30T00:00:00Z", "2099-01-01", "2099-01-01T00:00:00", "2099-01-01T25:00:00Z", "2099-13-01T00:00:00Z", "tomorrow", "4070908800",
                "2099-01-01T00:00:00+25:00", "99999999999-01-01T00:00:00Z", "2099-01-01T00:00:00Z; drop table entry", "2098-12-31T23:59:60Z",
                "2099-01-01T00:00Z", "2099-01-01T24:00:00Z", "2099-01-01T00:00:00+19:00", "2099-01-01T00:00:00.1234567890Z", "2099-01-01T00:00:00.Z", "2099-01-01 00:00:00Z",
                "+2099-01-01T00:00:00Z", "2099-W01-1T00:00:00Z", "2099-01-01T00:00:00Z[Europe/Berlin]")) {
                put("'" + wrong + "'", pointer, NODES.textNode(wrong));
            }
        }
        if (schema.path("pattern").asText().contains(":[0-5]")) {
            for (var wrong : List.of("24:01", "25:00", "9:00", "09:60", "0900", "09:00:00", "-1:00", "\u0660\u0669:\u0660\u0660")) {
                put("'" + wrong + "'", pointer, NODES.textNode(wrong));
            }
        }
    }

    private void numbers(String pointer, JsonNode schema) {
        var most = schema.has("maximum") ? BigInteger.valueOf(schema.get("maximum").longValue()) : BigInteger.valueOf(Long.MAX_VALUE);
        put("too small", pointer, NODES.numberNode(schema.get("minimum").longValue() - 1));
        put("negative", pointer, NODES.numberNode(-1));
        put("too large", pointer, NODES.numberNode(most.add(BigInteger.ONE)));
        put("that wraps around to a good one", pointer, NODES.numberNode(BigInteger.TWO.pow(64).add(BigInteger.TWO)));
        put("a fraction", pointer, DecimalNode.valueOf(new BigDecimal("1.5")));
        put("1e400", pointer, NODES.rawValueNode(new RawValue("1e400")));
        put("1e999999999", pointer, NODES.rawValueNode(new RawValue("1e999999999")));
    }

    /** @param value the wrong value; null to give all members of the object twice */
    private void put(String what, String pointer, JsonNode value) {
        var body = everyMember();
        if (value == null) {
            var doubled = body.at(pointer).toString();
            var twice = doubled.substring(0, doubled.length() - 1) + "," + doubled.substring(1);
            if (pointer.isEmpty()) {
                cases.add(new Case(what, pointer, twice.getBytes(StandardCharsets.UTF_8)));
                return;
            }
            value = NODES.rawValueNode(new RawValue(twice));
        }
        if (pointer.isEmpty()) {
            cases.add(new Case(what, pointer, value.toString().getBytes(StandardCharsets.UTF_8)));
            return;
        }
        var at = JsonPointer.compile(pointer);
        var owner = body.at(at.head());
        if (owner instanceof ArrayNode array) {
            array.set(at.last().getMatchingIndex(), value);
        } else {
            ((ObjectNode) owner).set(at.last().getMatchingProperty(), value);
        }
        add(what, pointer, body);
    }

    private void add(String what, String pointer, JsonNode body) {
        cases.add(new Case(what, pointer, bytes(body)));
    }

    /** The body as it is, sound or not. */
    static byte[] bytes(JsonNode body) {
        try {
            return new ObjectMapper().writeValueAsBytes(body);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
