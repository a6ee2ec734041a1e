package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Category;
import dev.heed.choice.Choices;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.preferences.Preferences;
import dev.heed.store.Json;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of the hosted center's form.
 *
 * @param fields by name, each at most once
 */
record CenterForm(Map<String, String> fields) {
    private static final int MOST_FIELDS = 2_000;
    private static final Set<String> OTHERS = Set.of("token", "etag", "do");

    /** Reads a body of type application/x-www-form-urlencoded; empty when it is none, or names a field twice. */
    static Optional<CenterForm> of(byte[] body) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            var fields = new LinkedHashMap<String, String>();
            for (var field : text.split("&", MOST_FIELDS)) {
                int equals = field.indexOf('=');
                if (field.isEmpty()) {
                    continue;
                }
                if (equals < 0 || fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1))) != null) {
                    return Optional.empty();
                }
            }
            return Optional.of(new CenterForm(fields));
        } catch (CharacterCodingException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** A merge patch of what differs from what was shown; empty when a field is none that the form has. */
    Optional<ObjectNode> patch(Preferences shown) {
        var chosen = new TreeMap<Setting, JsonNode>();
        var patch = Json.object();
        var settings = settings(shown.catalog());
        for (var field : fields.entrySet()) {
            if (OTHERS.contains(field.getKey())) {
                continue;
            }
            var setting = settings.get(field.getKey());
            if (setting == null || !fits(setting, field.getValue())) {
                return Optional.empty();
            }
            var value = value(setting, field.getValue());
            if (value.isEmpty() && shown.chosen().value(setting).isPresent()) {
                patch.putNull(setting.pointer().substring(1));
            } else if (value.isPresent() && !value.equals(shown.chosen().value(setting))) {
                chosen.put(setting, value.get());
            }
        }
        patch.setAll(Choices.of(chosen).toJson());
        return Optional.of(patch);
    }

    /** What the form asks about, by the names of its fields. */
    static Map<String, Setting> settings(Catalog catalog) {
        var settings = new ArrayList<Setting>();
        List.of(Type.FREQUENCY, Type.LANGUAGE, Type.TONE, Type.RELATIONSHIP).forEach(type -> settings.add(Setting.of(type)));
        catalog.channels().keySet().forEach(id -> settings.add(Setting.of(Type.CHANNEL, id)));
        catalog.purposes().keySet().forEach(id -> settings.add(Setting.of(Type.PURPOSE, id)));
        catalog.topics().values().stream().filter(topic -> topic.category() != Category.ESSENTIAL).forEach(topic -> {
            settings.add(Setting.of(Type.TOPIC, topic.id()));
            topic.channels().forEach(channel -> settings.add(Setting.topicChannel(topic.id(), channel)));
        });
        return settings.stream().collect(Collectors.toMap(Setting::toString, setting -> setting));
    }

    private static boolean fits(Setting setting, String text) {
        return text.matches(switch (setting.type()) {
            case FREQUENCY -> "([1-9][0-9]{0,2}/(day|week|month))?";
            case LANGUAGE, TONE, RELATIONSHIP -> "[A-Za-z0-9_-]{0,63}";
            default -> "yes|no";
        });
    }

    private static Optional<JsonNode> value(Setting setting, String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(switch (setting.type()) {
            case FREQUENCY -> Json.object().put("max", Integer.parseInt(text.split("/")[0])).put("per", text.split("/")[1]);
            case LANGUAGE, TONE, RELATIONSHIP -> TextNode.valueOf(text);
            default -> BooleanNode.valueOf(text.equals("yes"));
        });
    }
}
