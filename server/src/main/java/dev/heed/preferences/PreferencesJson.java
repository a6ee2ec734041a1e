package dev.heed.preferences;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.heed.preferences.Resolved.From;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes preferences as the contract has them, in pieces that were encoded before: this is the answer that is given most. */
final class PreferencesJson {
    private static final SerializedString CUSTOMER = new SerializedString("{\"customerId\":");
    private static final SerializedString VERSION = new SerializedString(",\"version\":");
    private static final SerializedString CATALOG_VERSION = new SerializedString(",\"catalogVersion\":");
    private static final SerializedString UPDATED_AT = new SerializedString(",\"updatedAt\":");
    private static final SerializedString ERASED = new SerializedString(",\"erased\":true");
    private static final SerializedString CHOSEN = new SerializedString(",\"chosen\":");
    private static final SerializedString EFFECTIVE = new SerializedString(",\"effective\":");
    private static final SerializedString END = new SerializedString("}");
    private static final SerializedString VALUE = new SerializedString("{\"value\":");
    /** Most settings are a yes or a no: each with each origin. */
    private static final Map<From, SerializedString> YES = encoded(from -> "{\"value\":true" + end(from));
    private static final Map<From, SerializedString> NO = encoded(from -> "{\"value\":false" + end(from));
    private static final Map<From, SerializedString> NOTHING = encoded(from -> "{\"value\":null" + end(from));
    private static final Map<From, SerializedString> FROM = encoded(PreferencesJson::end);

    private final JsonGenerator json;

    private PreferencesJson(JsonGenerator json) {
        this.json = json;
    }

    static byte[] bytes(Preferences preferences) {
        return Json.pieces(json -> new PreferencesJson(json).write(preferences));
    }

    private static String end(From from) {
        return ",\"from\":\"" + from.id() + "\"}";
    }

    private static Map<From, SerializedString> encoded(Function<From, String> text) {
        var encoded = new EnumMap<From, SerializedString>(From.class);
        List.of(From.values()).forEach(from -> encoded.put(from, new SerializedString(text.apply(from))));
        return encoded;
    }

    private void write(Preferences preferences) throws IOException {
        json.writeRaw(CUSTOMER);
        json.writeString(preferences.customer().id());
        json.writeRaw(VERSION);
        json.writeNumber(preferences.version());
        json.writeRaw(CATALOG_VERSION);
        json.writeNumber(preferences.catalog().version());
        if (preferences.updatedAt().isPresent()) {
            json.writeRaw(UPDATED_AT);
            json.writeString(Times.text(preferences.updatedAt().get()));
        }
        if (preferences.erased()) {
            json.writeRaw(ERASED);
        }
        json.writeRaw(CHOSEN);
        preferences.chosen().write(json);
        json.writeRaw(EFFECTIVE);
        write(preferences.effective());
        json.writeRaw(END);
    }

    private void write(Effective effective) throws IOException {
        var layout = effective.offered().layout();
        write(layout.general(), effective.language(), effective.timeZone(), effective.tone(), effective.relationship(), effective.restricted(), effective.stopped(),
            effective.paused(), effective.frequency(), effective.contactHours(), effective.overflow(), effective.preferredChannel());
        for (var part : layout.channels()) {
            var channel = effective.channel(part.offered());
            write(part.before().get(0), channel.allowed());
            write(part.before().get(1), channel.frequency());
            write(part.before().get(2), channel.contactHours());
            if (channel.callers().isPresent()) {
                write(part.before().get(3), channel.callers().get());
            }
        }
        for (var part : layout.topics()) {
            var topic = effective.topic(part.offered());
            write(part.before().get(0), topic.allowed());
            write(part.before().get(1), topic.frequency());
            var onEach = topic.onEach();
            for (int i = 0; i < onEach.length; i++) {
                write(part.before().get(2 + i), onEach[i]);
            }
        }
        for (var part : layout.purposes()) {
            write(part.before().get(0), effective.purpose(part.offered()));
        }
        json.writeRaw(layout.end());
    }

    private void write(List<SerializedString> before, Resolved... settings) throws IOException {
        for (int i = 0; i < settings.length; i++) {
            write(before.get(i), settings[i]);
        }
    }

    private void write(SerializedString before, Resolved setting) throws IOException {
        json.writeRaw(before);
        var value = setting.value();
        if (value == BooleanNode.TRUE) {
            json.writeRaw(YES.get(setting.from()));
        } else if (value == BooleanNode.FALSE) {
            json.writeRaw(NO.get(setting.from()));
        } else if (value == NullNode.instance) {
            json.writeRaw(NOTHING.get(setting.from()));
        } else {
            json.writeRaw(VALUE);
            Json.write(json, value);
            json.writeRaw(FROM.get(setting.from()));
        }
    }
}
