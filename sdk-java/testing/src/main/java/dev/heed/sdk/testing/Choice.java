package dev.heed.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One thing that a customer can choose, and the arithmetic of documents of them. Pure. */
final class Choice implements Comparable<Choice> {
    /** In the order in which a change records them. */
    private static final List<String> TYPES = Arrays.asList("language", "time_zone", "tone", "relationship", "restricted", "stopped", "paused", "frequency", "contact_hours", "overflow",
            "preferred_channel", "channel", "channel_frequency", "channel_contact_hours", "channel_callers", "topic", "topic_channel", "topic_frequency", "purpose");

    final String type;
    final String id;
    final String channel;

    Choice(String type, String id, String channel) {
        this.type = type;
        this.id = id;
        this.channel = channel;
    }

    static Choice of(String type, String id) {
        return new Choice(type, id, "");
    }

    /** Every choice of a document, with its value. */
    static Map<Choice, JsonNode> all(JsonNode chosen) {
        Map<Choice, JsonNode> all = new TreeMap<>();
        chosen.properties().forEach(member -> {
            String type = snake(member.getKey());
            if (TYPES.contains(type) && !type.equals("channel") && !type.equals("topic") && !type.equals("purpose")) {
                all.put(of(type, ""), member.getValue());
            }
        });
        chosen.path("channels").properties().forEach(channel -> of("channel", channel.getKey(), channel.getValue(), all));
        chosen.path("topics").properties().forEach(topic -> {
            of("topic", topic.getKey(), topic.getValue(), all);
            topic.getValue().path("channels").properties().forEach(on -> all.put(new Choice("topic_channel", topic.getKey(), on.getKey()), on.getValue()));
        });
        chosen.path("purposes").properties().forEach(purpose -> of("purpose", purpose.getKey(), purpose.getValue(), all));
        all.values().removeIf(JsonNode::isNull);
        return all;
    }

    private static void of(String kind, String id, JsonNode choices, Map<Choice, JsonNode> all) {
        choices.properties().forEach(member -> {
            String type = member.getKey().equals("allowed") ? kind : kind + "_" + snake(member.getKey());
            if (TYPES.contains(type) && !type.equals("topic_channels")) {
                all.put(of(type, id), member.getValue());
            }
        });
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    /** JSON merge patch (RFC 7396), without the empty objects that it leaves behind. */
    static JsonNode merged(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target instanceof ObjectNode ? ((ObjectNode) target).deepCopy() : Json.mapper().createObjectNode();
        patch.properties().forEach(member -> {
            JsonNode merged = member.getValue().isNull() ? NullNode.instance : merged(result.path(member.getKey()), member.getValue());
            if (merged.isNull() || merged.isObject() && merged.isEmpty()) {
                result.remove(member.getKey());
            } else {
                result.set(member.getKey(), merged);
            }
        });
        return result;
    }

    boolean isConsent() {
        return type.equals("topic") || type.equals("topic_channel") || type.equals("purpose");
    }

    /** Where it stands in a patch. */
    String pointer() {
        if (type.equals("topic_channel")) {
            return "/chosen/topics/" + id + "/channels/" + channel;
        }
        if (id.isEmpty()) {
            return "/chosen/" + camel(type);
        }
        int member = type.indexOf('_');
        String group = (member < 0 ? type : type.substring(0, member)) + "s";
        return "/chosen/" + group + "/" + id + "/" + (member < 0 ? "allowed" : camel(type.substring(member + 1)));
    }

    private static String camel(String snake) {
        StringBuilder camel = new StringBuilder();
        for (String word : snake.split("_")) {
            camel.append(camel.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return camel.toString();
    }

    ObjectNode json() {
        ObjectNode json = Json.mapper().createObjectNode().put("type", type);
        if (!id.isEmpty()) {
            json.put("id", id);
        }
        return channel.isEmpty() ? json : json.put("channel", channel);
    }

    @Override
    public int compareTo(Choice other) {
        int byType = Integer.compare(TYPES.indexOf(type), TYPES.indexOf(other.type));
        int byId = byType != 0 ? byType : id.compareTo(other.id);
        return byId != 0 ? byId : channel.compareTo(other.channel);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Choice && compareTo((Choice) other) == 0;
    }

    @Override
    public int hashCode() {
        return (type + ':' + id + ':' + channel).hashCode();
    }
}
