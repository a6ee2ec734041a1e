package dev.heed.choice;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.choice.Setting.Type;
import dev.heed.store.Json;
import java.io.IOException;

/** Writes choices as the contract has them, in {@link Json#pieces}: only what was chosen, members in a fixed order, ids in theirs. */
final class ChosenJson {
    private static final SerializedString CHANNELS = new SerializedString("\"channels\":{");
    private static final SerializedString TOPICS = new SerializedString("\"topics\":{");
    private static final SerializedString PURPOSES = new SerializedString("\"purposes\":{");
    private static final Type[] OF_CHANNELS = {Type.CHANNEL, Type.CHANNEL_FREQUENCY, Type.CHANNEL_CONTACT_HOURS, Type.CHANNEL_CALLERS};
    private static final Type[] OF_TOPICS = {Type.TOPIC, Type.TOPIC_CHANNEL, Type.TOPIC_FREQUENCY};
    private static final Type[] OF_PURPOSES = {Type.PURPOSE};

    private final BySetting<JsonNode> chosen;
    private final JsonGenerator json;
    /** By type: the next setting that is not written yet, and where the settings of the type after it begin. */
    private final int[] next = new int[Type.values().length];
    private final int[] end = new int[next.length];
    private boolean first;

    ChosenJson(BySetting<JsonNode> chosen, JsonGenerator json) {
        this.chosen = chosen;
        this.json = json;
        for (int at = 0; at < chosen.size(); at++) {
            end[chosen.setting(at).type().ordinal()] = at + 1;
        }
        for (int type = 1; type < next.length; type++) {
            next[type] = end[type - 1];
            end[type] = Math.max(end[type], next[type]);
        }
    }

    void write() throws IOException {
        open();
        for (int at = 0; at < chosen.size() && chosen.setting(at).id().isEmpty(); at++) {
            member(at);
        }
        items(CHANNELS, OF_CHANNELS);
        items(TOPICS, OF_TOPICS);
        items(PURPOSES, OF_PURPOSES);
        close();
    }

    /** The settings of each type are in the order of their ids; so the next item is the least that is next of one of the types. */
    private void items(SerializedString name, Type[] types) throws IOException {
        var item = least(types);
        if (item == null) {
            return;
        }
        separate();
        json.writeRaw(name);
        first = true;
        for (; item != null; item = least(types)) {
            separate();
            item.beginItem(json);
            first = true;
            for (var type : types) {
                members(type, item.id());
            }
            close();
        }
        close();
    }

    private Setting least(Type[] types) {
        Setting least = null;
        for (var type : types) {
            int at = next[type.ordinal()];
            if (at < end[type.ordinal()] && (least == null || chosen.setting(at).id().compareTo(least.id()) < 0)) {
                least = chosen.setting(at);
            }
        }
        return least;
    }

    /** Writes what one type has of an item. */
    private void members(Type type, String id) throws IOException {
        if (!isNext(type, id)) {
            return;
        }
        if (type != Type.TOPIC_CHANNEL) {
            member(next[type.ordinal()]++);
            return;
        }
        separate();
        json.writeRaw(CHANNELS);
        first = true;
        while (isNext(type, id)) {
            member(next[type.ordinal()]++);
        }
        close();
    }

    private boolean isNext(Type type, String id) {
        int at = next[type.ordinal()];
        return at < end[type.ordinal()] && chosen.setting(at).id().equals(id);
    }

    private void member(int at) throws IOException {
        separate();
        chosen.setting(at).writeInDocument(json, chosen.value(at));
    }

    private void open() throws IOException {
        json.writeRaw('{');
        first = true;
    }

    private void separate() throws IOException {
        if (!first) {
            json.writeRaw(',');
        }
        first = false;
    }

    private void close() throws IOException {
        json.writeRaw('}');
        first = false;
    }
}
