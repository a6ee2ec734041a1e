package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Makes of a JSON Schema a quick test of whether a value fits for sure. Most values that callers send do, and need not be held against the whole schema.
 *
 * <p>What the test does not let through may fit all the same: it does not know every keyword, and passes over the finer points of those it knows.
 */
final class Fits {
    private static final Fit ALWAYS = value -> true;
    private static final Fit UNKNOWN = value -> false;

    private final Function<String, JsonNode> resolve;
    private final Map<String, Reference> references = new HashMap<>();

    /** Whether a value fits for sure. */
    interface Fit {
        boolean surely(JsonNode value);
    }

    /** What a {@code $ref} leads to; a schema may lead to itself. */
    private static final class Reference implements Fit {
        private Fit target = UNKNOWN;

        @Override
        public boolean surely(JsonNode value) {
            return target.surely(value);
        }
    }

    private record All(Fit[] fits) implements Fit {
        @Override
        public boolean surely(JsonNode value) {
            for (var fit : fits) {
                if (!fit.surely(value)) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Members(Map<String, Fit> named, Fit others) implements Fit {
        @Override
        public boolean surely(JsonNode value) {
            for (var member : value.properties()) {
                if (!named.getOrDefault(member.getKey(), others).surely(member.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** @param resolve finds the schema to which a reference leads */
    Fits(Function<String, JsonNode> resolve) {
        this.resolve = resolve;
    }

    Fit of(JsonNode schema) {
        return new All(schema.properties().stream().map(keyword -> of(keyword.getKey(), keyword.getValue(), schema)).filter(fit -> fit != ALWAYS).toArray(Fit[]::new));
    }

    private Fit of(String keyword, JsonNode said, JsonNode schema) {
        return switch (keyword) {
            case "title", "description", "example", "default" -> ALWAYS;
            case "$ref" -> reference(said.textValue());
            case "type" -> said.isArray() ? any(each(said, type -> ofType(type.textValue()))) : ofType(said.textValue());
            case "enum" -> new HashSet<>(each(said, Function.identity()))::contains;
            case "anyOf" -> any(each(said, this::of));
            case "allOf" -> new All(each(said, this::of).toArray(Fit[]::new));
            case "required" -> required(each(said, JsonNode::textValue));
            case "properties" -> new Members(members(said), others(schema));
            case "additionalProperties" -> schema.has("properties") ? ALWAYS : new Members(Map.of(), others(schema));
            case "items" -> items(of(said));
            case "uniqueItems" -> Fits::areDifferentTexts;
            case "minItems" -> value -> !value.isArray() || value.size() >= said.intValue();
            case "maxItems" -> value -> !value.isArray() || value.size() <= said.intValue();
            case "minProperties" -> value -> !value.isObject() || value.size() >= said.intValue();
            case "maxProperties" -> value -> !value.isObject() || value.size() <= said.intValue();
            case "minLength" -> value -> !value.isTextual() || characters(value) >= said.intValue();
            case "maxLength" -> value -> !value.isTextual() || characters(value) <= said.intValue();
            case "minimum" -> value -> !value.isNumber() || value.isInt() && value.intValue() >= said.doubleValue();
            case "maximum" -> value -> !value.isNumber() || value.isInt() && value.intValue() <= said.doubleValue();
            case "format" -> JsonNode::isInt;    // fits int64 and int32; formats of texts are left to the whole schema
            case "pattern" -> pattern(Pattern.compile(said.textValue()));
            default -> UNKNOWN;
        };
    }

    private Fit reference(String to) {
        var known = references.get(to);
        if (known == null) {
            known = new Reference();
            references.put(to, known);
            known.target = of(resolve.apply(to));
        }
        return known;
    }

    private static Fit ofType(String type) {
        return switch (type) {
            case "object" -> JsonNode::isObject;
            case "array" -> JsonNode::isArray;
            case "string" -> JsonNode::isTextual;
            case "boolean" -> JsonNode::isBoolean;
            case "integer" -> JsonNode::isInt;
            case "number" -> JsonNode::isNumber;
            case "null" -> JsonNode::isNull;
            default -> UNKNOWN;
        };
    }

    private static Fit any(List<Fit> fits) {
        return value -> {
            for (var fit : fits) {
                if (fit.surely(value)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static Fit required(List<String> names) {
        return value -> {
            for (var name : names) {
                if (value.isObject() && !value.has(name)) {
                    return false;
                }
            }
            return true;
        };
    }

    private Map<String, Fit> members(JsonNode properties) {
        var members = new HashMap<String, Fit>();
        properties.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
        return members;
    }

    private Fit others(JsonNode schema) {
        var others = schema.path("additionalProperties");
        return others.isObject() ? of(others) : others.asBoolean(true) ? ALWAYS : UNKNOWN;
    }

    private static Fit items(Fit item) {
        return value -> {
            for (int i = 0; value.isArray() && i < value.size(); i++) {
                if (!item.surely(value.get(i))) {
                    return false;
                }
            }
            return true;
        };
    }

    private static boolean areDifferentTexts(JsonNode value) {
        var seen = new HashSet<String>();
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            if (!value.get(i).isTextual() || !seen.add(value.get(i).textValue())) {
                return false;
            }
        }
        return true;
    }

    private static int characters(JsonNode text) {
        return text.textValue().codePointCount(0, text.textValue().length());
    }

    /** The whole text has to match, although a part would do: so none passes that has a line end where the pattern ends. */
    private static Fit pattern(Pattern pattern) {
        return value -> !value.isTextual() || pattern.matcher(value.textValue()).matches();
    }

    private static <T> List<T> each(JsonNode array, Function<JsonNode, T> as) {
        return StreamSupport.stream(array.spliterator(), false).map(as).toList();
    }
}
