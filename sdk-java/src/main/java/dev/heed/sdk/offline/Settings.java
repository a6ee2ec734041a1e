package dev.heed.sdk.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.Setting;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Choices taken apart into single settings, each by its JSON Pointer, as {@code /topics/offers/channels/text}.
 *
 * <p>{@code null} in a patch takes back whatever lies beneath it.
 */
final class Settings {
    private Settings() {}

    /** Each setting of a document of choices, or of a patch of one. */
    static Map<String, JsonNode> of(JsonNode chosen) {
        Map<String, JsonNode> settings = new LinkedHashMap<>();
        collect("", chosen, settings);
        return settings;
    }

    private static void collect(String at, JsonNode node, Map<String, JsonNode> settings) {
        for (Iterator<Map.Entry<String, JsonNode>> members = node.fields(); members.hasNext(); ) {
            Map.Entry<String, JsonNode> member = members.next();
            String pointer = at + '/' + member.getKey().replace("~", "~0").replace("/", "~1");
            if (isGroup(pointer) && member.getValue().isObject()) {
                collect(pointer, member.getValue(), settings);
            } else {
                settings.put(pointer, member.getValue());
            }
        }
    }

    /** Whether several settings lie there, and not one. */
    static boolean isGroup(String pointer) {
        return pointer.matches("/(channels|topics|purposes)(/[^/]+)?") || pointer.matches("/topics/[^/]+/channels");
    }

    /** The document or patch that holds these settings. */
    static ObjectNode document(Map<String, JsonNode> settings) {
        ObjectNode document = Json.mapper().createObjectNode();
        settings.forEach((pointer, value) -> {
            String[] steps = pointer.substring(1).split("/");
            ObjectNode parent = document;
            for (int i = 0; i < steps.length - 1; i++) {
                parent = parent.withObjectProperty(steps[i].replace("~1", "/").replace("~0", "~"));
            }
            parent.set(steps[steps.length - 1].replace("~1", "/").replace("~0", "~"), value);
        });
        return document;
    }

    /** What is chosen once a patch is applied. */
    static Map<String, JsonNode> patched(Map<String, JsonNode> chosen, Map<String, JsonNode> patch) {
        Map<String, JsonNode> after = new LinkedHashMap<>(chosen);
        patch.forEach((pointer, value) -> {
            if (value.isNull()) {
                after.keySet().removeIf(setting -> covers(pointer, setting));
            } else {
                after.put(pointer, value);
            }
        });
        return after;
    }

    /** The patch with each {@code null} that takes several settings back replaced by one for each of those that are chosen. */
    static Map<String, JsonNode> single(Map<String, JsonNode> patch, Map<String, JsonNode> chosen) {
        Map<String, JsonNode> single = new LinkedHashMap<>();
        patch.forEach((pointer, value) -> {
            if (value.isNull() && isGroup(pointer)) {
                chosen.keySet().stream().filter(setting -> covers(pointer, setting)).forEach(setting -> single.put(setting, NullNode.instance));
            } else {
                single.put(pointer, value);
            }
        });
        return single;
    }

    /** Whether a pointer leads to a setting, or to the group that it is in. */
    static boolean covers(String pointer, String setting) {
        return setting.equals(pointer) || setting.startsWith(pointer + '/');
    }

    /** Where a setting of a record stands; empty for all of them, and for one that this SDK does not know. */
    static String pointer(Setting setting) {
        String id = setting.getId();
        switch (setting.getType()) {
            case LANGUAGE: return "/language";
            case TIME_ZONE: return "/timeZone";
            case TONE: return "/tone";
            case RELATIONSHIP: return "/relationship";
            case RESTRICTED: return "/restricted";
            case STOPPED: return "/stopped";
            case PAUSED: return "/paused";
            case FREQUENCY: return "/frequency";
            case CONTACT_HOURS: return "/contactHours";
            case OVERFLOW: return "/overflow";
            case PREFERRED_CHANNEL: return "/preferredChannel";
            case CHANNEL: return "/channels/" + id + "/allowed";
            case CHANNEL_FREQUENCY: return "/channels/" + id + "/frequency";
            case CHANNEL_CONTACT_HOURS: return "/channels/" + id + "/contactHours";
            case CHANNEL_CALLERS: return "/channels/" + id + "/callers";
            case TOPIC: return "/topics/" + id + "/allowed";
            case TOPIC_CHANNEL: return "/topics/" + id + "/channels/" + setting.getChannel();
            case TOPIC_FREQUENCY: return "/topics/" + id + "/frequency";
            case PURPOSE: return "/purposes/" + id + "/allowed";
            default: return "";
        }
    }
}
