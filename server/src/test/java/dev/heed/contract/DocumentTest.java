package dev.heed.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import dev.heed.http.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** openapi.yaml as a document: what a reader and a generator need of it. */
class DocumentTest {
    private static final String ROOT = "https://heed.invalid/document.json";
    private static final List<String> ROOMS = List.of("preferences", "catalog", "decisions", "feedback", "rights", "consent_log", "evidence", "ledger", "access", "operations");

    private static JsonNode document;
    private static SchemaRegistry schemas;

    @BeforeAll
    static void read() throws IOException {
        document = new ObjectMapper(new YAMLFactory()).readTree(Files.readAllBytes(Path.of("../openapi.yaml")));
        var strict = document.deepCopy();
        each(strict, "", (at, node) -> toJsonSchema(node));
        var config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).pathType(PathType.JSON_POINTER).build();
        schemas = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012(), builder -> builder.schemaRegistryConfig(config).schemas(Map.of(ROOT, strict.toString())));
    }

    /** OpenAPI 3.0.3 as JSON Schema, as strict as the server: no members but those named, null where it may be. */
    private static void toJsonSchema(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject() && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        if (node instanceof ObjectNode object && object.path("nullable").asBoolean()) {
            object.remove("nullable");
            var either = object.putArray("anyOf");
            either.addObject().put("type", "null");
            if (object.has("type")) {
                either.addObject().set("type", object.remove("type"));
            } else if (object.has("allOf")) {
                either.add(object.remove("allOf").get(0));
            }
        }
    }

    private static void each(JsonNode node, String at, BiConsumer<String, JsonNode> visitor) {
        node.properties().forEach(member -> each(member.getValue(), at + "/" + member.getKey().replace("~", "~0").replace("/", "~1"), visitor));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            each(node.get(i), at + "/" + i, visitor);
        }
        visitor.accept(at, node);
    }

    private static List<String> faults(String schemaAt, JsonNode value) {
        var at = document.at(schemaAt).has("$ref") ? document.at(schemaAt).get("$ref").textValue().substring(1) : schemaAt;
        return schemas.getSchema(SchemaLocation.of(ROOT + "#" + at)).validate(value).stream().map(Object::toString).toList();
    }

    private static Map<String, JsonNode> operations() {
        var operations = new LinkedHashMap<String, JsonNode>();
        document.get("paths").properties().forEach(path -> path.getValue().properties().forEach(member -> {
            if (!member.getKey().equals("parameters")) {
                operations.put(member.getKey() + " " + path.getKey(), member.getValue());
            }
        }));
        return operations;
    }

    @Test
    void everyExampleFitsItsSchema() {
        var checked = new LinkedHashMap<String, List<String>>();
        each(document, "", (at, node) -> {
            if (at.endsWith("/properties") || !node.isObject()) {
                return;
            }
            boolean isSchema = at.contains("/schemas/") || at.endsWith("/schema") || at.contains("/schema/");
            var schema = isSchema ? at : at + "/schema";
            if (node.has("example") && (isSchema || node.has("schema"))) {
                checked.put(at, faults(schema, node.get("example")));
            }
            node.path("examples").properties().forEach(example -> checked.put(at + " " + example.getKey(), faults(schema, example.getValue().get("value"))));
        });
        assertThat(checked).hasSizeGreaterThan(25);
        assertThat(checked).allSatisfy((at, faults) -> assertThat(faults).as(at).isEmpty());
        assertThat(faults("/components/schemas/Frequency", document.at("/components/schemas/Hours/example"))).as("a wrong example is noticed").isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var references = new LinkedHashMap<String, String>();
        each(document, "", (at, node) -> {
            if (node.has("$ref")) {
                references.put(at, node.get("$ref").textValue());
            }
        });
        assertThat(references).hasSizeGreaterThan(200);
        assertThat(references).allSatisfy((at, target) -> {
            assertThat(target).startsWith("#/");
            assertThat(document.at(target.substring(1)).isMissingNode()).as(at + " to " + target).isFalse();
        });
    }

    @Test
    void nothingIsDefinedThatNothingUses() {
        var used = new java.util.HashSet<String>();
        each(document, "", (at, node) -> {
            if (node.has("$ref")) {
                used.add(node.get("$ref").textValue());
            }
        });
        document.get("components").properties().stream().filter(kind -> !kind.getKey().equals("securitySchemes")).forEach(kind ->
            kind.getValue().fieldNames().forEachRemaining(name -> assertThat(used).contains("#/components/" + kind.getKey() + "/" + name)));
    }

    @Test
    void everyOperationSaysWhatItIsForInTheWordsOfItsRoom() {
        var tags = document.get("tags").findValuesAsText("name");
        assertThat(tags).containsExactlyInAnyOrderElementsOf(ROOMS);
        var ids = new java.util.HashSet<String>();
        assertThat(operations()).hasSizeGreaterThanOrEqualTo(25).allSatisfy((where, operation) -> {
            assertThat(operation.path("summary").asText()).isNotBlank().hasSizeLessThan(80);
            assertThat(operation.path("description").asText()).isNotBlank();
            assertThat(operation.path("tags")).hasSize(1);
            assertThat(tags).contains(operation.get("tags").get(0).textValue());
            assertThat(operation.path("operationId").asText()).matches("[a-z]+(_[a-z]+)+");
            assertThat(ids.add(operation.get("operationId").textValue())).as("no id twice").isTrue();
            assertThat(operation.path("responses").has("default")).isTrue();
        });
    }

    @Test
    void everyOperationNamesTheRefusalsThatMeetEveryCaller() {
        assertThat(operations()).allSatisfy((where, operation) -> {
            if (where.contains(" /v1/")) {
                assertThat(operation.get("responses").has("401")).isTrue();
                assertThat(operation.get("responses").has("429")).isTrue();
            }
            assertThat(operation.has("requestBody")).as("a body can be of the wrong type").isEqualTo(operation.get("responses").has("415"));
            boolean streams = operation.at("/requestBody/content").has("application/x-ndjson") || operation.at("/responses/200/content").has("application/zip");    // too long to be answered again
            if (!streams && (where.startsWith("post ") || where.startsWith("patch "))) {
                assertThat(operation.get("parameters").findValuesAsText("$ref")).contains("#/components/parameters/IdempotencyKey");
            }
        });
    }

    @Test
    void everySchemaAndParameterIsDescribed() {
        each(document, "", (at, node) -> {
            if (at.matches("/components/(schemas|parameters|headers|responses)/[A-Za-z-]+") || at.matches(".*/parameters/[0-9]+") && !node.has("$ref")) {
                assertThat(node.path("description").asText()).as(at).isNotBlank();
            }
        });
    }

    @Test
    void theServerIsBuiltWithThisDocument() {
        assertThat(Contract.load().operations().keySet())
            .containsExactlyInAnyOrderElementsOf(operations().values().stream().map(operation -> operation.get("operationId").textValue()).toList());
    }
}
