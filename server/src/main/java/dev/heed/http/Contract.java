package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import dev.heed.store.Packed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The contract of openapi.yaml, read once: what each operation takes and gives, as schemas that can be asked. */
public final class Contract {
    private static final String ROOT = "https://heed.invalid/openapi.json";
    private static final List<String> METHODS = List.of("get", "put", "post", "patch", "delete");

    private final byte[] text;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final JsonNode document;
    private final Schema schemas;

    /**
     * A parameter of an operation.
     *
     * @param in path, query or header
     * @param type the JSON type of its value: string, integer, number or boolean
     */
    public record Parameter(String name, String in, boolean required, String type, Form schema) {}

    /**
     * One operation.
     *
     * @param bodies what it takes, by media type; empty when it takes no body
     * @param bodyRequired whether a body must come
     * @param answers what it gives, by status or {@code default}, then by media type
     * @param produces the media types of a good answer, the first being the one given unasked
     */
    public record Operation(String id, String method, String path, List<Parameter> parameters, Map<String, Form> bodies, boolean bodyRequired,
                            Map<String, Map<String, Form>> answers, List<String> produces) {}

    /** Reads it at the first use, once. */
    private static final class Shared {
        static final Contract CONTRACT = read();
    }

    /** The contract that is built into this program. */
    public static Contract load() {
        return Shared.CONTRACT;
    }

    private static Contract read() {
        try {
            return new Contract(Packed.file("openapi.yaml"));
        } catch (IOException noYaml) {
            throw new IllegalStateException("openapi.yaml cannot be read", noYaml);
        }
    }

    private Contract(byte[] text) throws IOException {
        this.text = text;
        this.document = new ObjectMapper(new YAMLFactory()).readTree(text);
        var schemas = document.deepCopy();
        toJsonSchema(schemas);
        var config = SchemaRegistryConfig.builder().formatAssertionsEnabled(true).locale(Locale.ENGLISH).pathType(PathType.JSON_POINTER).build();
        // Parts are taken from the root: of the registry, each would be part of a whole document of its own.
        this.schemas = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012(), builder -> builder.schemaRegistryConfig(config))
            .getSchema(SchemaLocation.of(ROOT), schemas);
        document.get("paths").properties().forEach(path -> METHODS.stream().filter(path.getValue()::has)
            .forEach(method -> add(path.getKey(), method, path.getValue())));
    }

    /**
     * Turns the schemas of OpenAPI 3.0.3 into JSON Schema 2020-12: null where it may be null, and no members but those named. Responses are as strict
     * as requests here, since the server knows every member it sends.
     */
    private static void toJsonSchema(JsonNode node) {
        if (node instanceof ObjectNode object) {
            if (object.has("properties") && !object.has("additionalProperties") && !object.has("content")) {
                object.put("additionalProperties", false);
            }
            if (object.path("nullable").asBoolean()) {
                object.remove("nullable");
                if (object.has("type")) {
                    var type = object.get("type");
                    object.putArray("type").add(type).add("null");
                    if (object.has("enum")) {
                        object.withArray("enum").addNull();
                    }
                } else if (object.has("allOf")) {
                    var all = object.remove("allOf");
                    object.putArray("anyOf").add(all.get(0)).addObject().put("type", "null");
                }
            }
        }
        node.forEach(Contract::toJsonSchema);
    }

    private void add(String path, String method, JsonNode item) {
        var operation = item.get(method);
        var at = "/paths/" + escaped(path) + "/" + method;
        var parameters = new ArrayList<Parameter>();
        addParameters(parameters, item.path("parameters"), "/paths/" + escaped(path) + "/parameters");
        addParameters(parameters, operation.path("parameters"), at + "/parameters");
        var bodies = contents(at + "/requestBody", operation.path("requestBody"));
        var answers = new LinkedHashMap<String, Map<String, Form>>();
        operation.get("responses").properties().forEach(answer -> {
            var where = resolved(at + "/responses/" + answer.getKey(), answer.getValue());
            answers.put(answer.getKey(), contents(where, document.at(where)));
        });
        var id = operation.get("operationId").textValue();
        var produces = answers.entrySet().stream().filter(answer -> answer.getKey().startsWith("2"))
            .flatMap(answer -> answer.getValue().keySet().stream()).distinct().toList();
        operations.put(id, new Operation(id, method.toUpperCase(Locale.ROOT), path, parameters, bodies, operation.at("/requestBody/required").asBoolean(), answers, produces));
    }

    private void addParameters(List<Parameter> parameters, JsonNode list, String at) {
        for (int i = 0; i < list.size(); i++) {
            var where = resolved(at + "/" + i, list.get(i));
            var parameter = document.at(where);
            var schema = document.at(resolved(where + "/schema", parameter.get("schema")));
            parameters.add(new Parameter(parameter.get("name").textValue(), parameter.get("in").textValue(), parameter.path("required").asBoolean(),
                schema.path("type").asText("string"), schema(where + "/schema")));
        }
    }

    private Map<String, Form> contents(String at, JsonNode holder) {
        var contents = new LinkedHashMap<String, Form>();
        holder.path("content").fieldNames().forEachRemaining(type -> contents.put(type, schema(at + "/content/" + escaped(type) + "/schema")));
        return contents;
    }

    private static String resolved(String at, JsonNode node) {
        return node.has("$ref") ? node.get("$ref").textValue().substring(1) : at;
    }

    private Form schema(String pointer) {
        return new Form(schemas.getRefSchema(SchemaLocation.of(ROOT + "#" + pointer).getFragment()));
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /** The document itself, as it is served. */
    byte[] text() {
        return text;
    }

    /** Every operation, by its id. */
    public Map<String, Operation> operations() {
        return operations;
    }

    /** An operation by its id. */
    public Operation operation(String id) {
        var operation = operations.get(id);
        if (operation == null) {
            throw new IllegalStateException("openapi.yaml has no operation " + id);
        }
        return operation;
    }
}
