package dev.heed.choice;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.choice.Setting.Type;
import dev.heed.store.Json;
import java.io.IOException;

/** Writes choices as the contract has them: only what was chosen, members in a fixed order, ids in theirs. */
final class ChosenJson {
    private final BySetting<JsonNode> chosen;
    private final JsonGenerator json;

    ChosenJson(BySetting<JsonNode> chosen, JsonGenerator json) {
        this.chosen = chosen;
        this.json = json;
    }

    void write() throws IOException {
        json.writeStartObject();
        for (int at = 0; at < chosen.size() && chosen.setting(at).id().isEmpty(); at++) {
            member(at);
        }
        items("channels", Type.CHANNEL, Type.CHANNEL_FREQUENCY, Type.CHANNEL_CONTACT_HOURS, Type.CHANNEL_CALLERS);
        items("topics", Type.TOPIC, Type.TOPIC_CHANNEL, Type.TOPIC_FREQUENCY);
        items("purposes", Type.PURPOSE);
        json.writeEndObject();
    }

    /** The settings of each type are in the order of their ids; so the next item is the least at which one of the types stands. */
    private void items(String name, Type... types) throws IOException {
        var at = new int[types.length];
        for (int i = 0; i < types.length; i++) {
            at[i] = first(types[i]);
        }
        var id = least(types, at);
        if (id == null) {
            return;
        }
        json.writeObjectFieldStart(name);
        for (; id != null; id = least(types, at)) {
            json.writeObjectFieldStart(id);
            for (int i = 0; i < types.length; i++) {
                at[i] = members(types[i], id, at[i]);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private int first(Type type) {
        int at = 0;
        while (at < chosen.size() && chosen.setting(at).type().compareTo(type) < 0) {
            at++;
        }
        return at;
    }

    private String least(Type[] types, int[] at) {
        String least = null;
        for (int i = 0; i < types.length; i++) {
            if (at[i] < chosen.size() && chosen.setting(at[i]).type() == types[i] && (least == null || chosen.setting(at[i]).id().compareTo(least) < 0)) {
                least = chosen.setting(at[i]).id();
            }
        }
        return least;
    }

    /** Writes what one type has of an item; returns where it has the next. */
    private int members(Type type, String id, int from) throws IOException {
        if (!isOf(type, id, from)) {
            return from;
        }
        if (type != Type.TOPIC_CHANNEL) {
            member(from);
            return from + 1;
        }
        int at = from;
        json.writeObjectFieldStart("channels");
        for (; isOf(type, id, at); at++) {
            json.writeFieldName(chosen.setting(at).channel());
            Json.write(json, chosen.value(at));
        }
        json.writeEndObject();
        return at;
    }

    private boolean isOf(Type type, String id, int at) {
        return at < chosen.size() && chosen.setting(at).type() == type && chosen.setting(at).id().equals(id);
    }

    private void member(int at) throws IOException {
        json.writeFieldName(chosen.setting(at).type().member());
        Json.write(json, chosen.value(at));
    }
}
