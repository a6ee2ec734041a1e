package dev.heed.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.heed.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The quick test never lets through what the whole schema would not, and spares most good requests the whole schema. */
class FitsTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Contract CONTRACT = Contract.load();
    private static final int CHANGES_A_SEED = 150;

    /** What a value may be replaced by. */
    private static final List<JsonNode> VALUES = Stream.of("null", "true", "0", "1", "-1", "1.5", "3000000000", "12345678901234567890", "\"\"", "\"x\"", "\"email\"", "\"a\\n\"",
        "\"email\\n\"", "\"en\\n\"", "\"👍\"", "\"" + "x".repeat(200) + "\"", "[]", "{}", "[null]", "[\"mon\",\"mon\"]", "{\"x\":1}", "[1,1]").map(FitsTest::json).toList();

    @Test
    void whatFitsForSureFits() throws IOException {
        var random = new Random(7);
        var seeds = examples();
        int sure = 0;
        for (var form : forms()) {
            for (var seed : seeds.stream().filter(form::surelyFits).toList()) {
                for (int i = 0; i < CHANGES_A_SEED; i++) {
                    var value = NODES.arrayNode().add(seed.deepCopy());
                    for (int changes = random.nextInt(3); changes >= 0; changes--) {
                        change(value, random);
                    }
                    if (form.surelyFits(value.get(0))) {
                        sure++;
                        assertThat(form.examined(value.get(0), "")).as(value.get(0).toString()).isEmpty();
                    }
                }
            }
        }
        assertThat(sure).as("changed values that still fit").isGreaterThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"customerId\":\"c-42\",\"channel\":\"email\",\"topic\":\"offers\"}",
        "{\"customerId\":\"c-42\",\"channel\":\"email\",\"topic\":\"newsletter\",\"purposes\":[\"recommendations\"],\"caller\":\"human\",\"reserve\":true}"})
    void aQuestionIsNotHeldAgainstTheWholeSchema(String question) {
        assertThat(body("decisions_make", Reply.JSON).surelyFits(json(question))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"chosen\":{\"topics\":{\"offers\":{\"allowed\":true}}},\"circumstances\":{\"surface\":\"widget\",\"notices\":{\"marketing\":2}}}",
        "{\"chosen\":{\"frequency\":{\"max\":3,\"per\":\"week\"},\"relationship\":null}}",
        "{\"chosen\":{\"contactHours\":[{\"days\":[\"sat\",\"sun\"],\"from\":\"09:00\",\"to\":\"24:00\"}]}}"})
    void aChangeIsNotHeldAgainstTheWholeSchema(String change) {
        assertThat(body("preferences_change", "application/merge-patch+json").surelyFits(json(change))).isTrue();
    }

    /** Each row: a schema, and a value that it may or may not fit, about which the quick test keeps silent. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"type\":\"string\",\"pattern\":\"^[a-z]+$\"} | \"abc\\n\"",
        "{\"type\":\"string\",\"format\":\"date-time\"} | \"2026-06-01T12:00:00Z\"",
        "{\"uniqueItems\":true}                         | [1,1.0]",
        "{\"uniqueItems\":true}                         | [\"a\",\"a\"]",
        "{\"type\":\"integer\",\"maximum\":5}           | 12345678901234567890",
        "{\"maximum\":5}                                | 5.5",
        "{\"maxLength\":2}                              | \"abc\"",
        "{\"minLength\":2}                              | \"👍\"",
        "{\"properties\":{},\"additionalProperties\":false} | {\"a\":1}",
        "{\"additionalProperties\":{\"type\":\"string\"}} | {\"a\":1}",
        "{\"required\":[\"a\"]}                         | {\"b\":1}",
        "{\"items\":{\"type\":\"string\"}}              | [\"a\",1]",
        "{\"oneOf\":[{\"type\":\"string\"}]}            | \"a\"",
        "{\"type\":[\"string\",\"null\"]}               | 1",
        "{\"$ref\":\"#/self\"}                          | {\"self\":{\"self\":1}}"})
    void whatItIsNotSureOfIsLeftToTheWholeSchema(String schema, String value) {
        var self = json("{\"type\":\"object\",\"properties\":{\"self\":{\"$ref\":\"#/self\"}},\"additionalProperties\":false}");

        assertThat(new Fits(reference -> self).of(json(schema)).surely(json(value))).isFalse();
    }

    private static Form body(String operation, String type) {
        return CONTRACT.operation(operation).bodies().get(type);
    }

    private static List<Form> forms() {
        return CONTRACT.operations().values().stream().flatMap(operation -> Stream.of(operation.bodies().values().stream(),
            operation.answers().values().stream().flatMap(answer -> answer.values().stream()), operation.parameters().stream().map(Contract.Parameter::schema))
            .flatMap(forms -> forms)).toList();
    }

    private static List<JsonNode> examples() throws IOException {
        var document = new ObjectMapper(new YAMLFactory()).readTree(CONTRACT.text());
        var examples = new ArrayList<>(document.findValues("example"));
        document.findValues("examples").forEach(several -> several.forEach(example -> examples.add(example.get("value"))));
        return examples;
    }

    /** Replaces, removes, adds or repeats something, somewhere. */
    private static void change(ArrayNode value, Random random) {
        var places = new ArrayList<JsonPointer>();
        collect(value, JsonPointer.empty(), places);
        var place = places.get(random.nextInt(places.size()));
        var other = VALUES.get(random.nextInt(VALUES.size())).deepCopy();
        if (value.at(place.head()) instanceof ObjectNode owner) {
            switch (random.nextInt(3)) {
                case 0 -> owner.set(place.last().getMatchingProperty(), other);
                case 1 -> owner.remove(place.last().getMatchingProperty());
                default -> owner.set("another", other);
            }
        } else if (value.at(place.head()) instanceof ArrayNode owner) {
            if (owner == value || random.nextBoolean()) {
                owner.set(place.last().getMatchingIndex(), other);
            } else {
                owner.add(owner.get(place.last().getMatchingIndex()).deepCopy());
            }
        }
    }

    private static void collect(JsonNode node, JsonPointer at, List<JsonPointer> places) {
        if (!at.matches()) {
            places.add(at);
        }
        node.properties().forEach(member -> collect(member.getValue(), at.appendProperty(member.getKey()), places));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), at.appendIndex(i), places);
        }
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
