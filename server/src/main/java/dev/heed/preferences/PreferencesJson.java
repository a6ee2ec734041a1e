package dev.heed.preferences;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.heed.brand.Catalog;
import dev.heed.preferences.Resolved.From;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes preferences as the contract has them, straight to bytes: this is the answer that is read most. */
final class PreferencesJson {
    private static final SerializedString VALUE = new SerializedString("value");
    /** Most settings are a yes or a no: each with each origin, encoded once. */
    private static final Map<From, SerializedString> YES = encoded("true");
    private static final Map<From, SerializedString> NO = encoded("false");
    private static final Map<From, SerializedString> NOTHING = encoded("null");

    private final JsonGenerator json;

    private PreferencesJson(JsonGenerator json) {
        this.json = json;
    }

    static byte[] bytes(Preferences preferences) {
        return Json.bytes(json -> new PreferencesJson(json).write(preferences));
    }

    private static Map<From, SerializedString> encoded(String value) {
        var encoded = new EnumMap<From, SerializedString>(From.class);
        List.of(From.values()).forEach(from -> encoded.put(from, new SerializedString("{\"value\":" + value + ",\"from\":\"" + from.id() + "\"}")));
        return encoded;
    }

    private void write(Preferences preferences) throws IOException {
        json.writeStringField("customerId", preferences.customer().id());
        json.writeNumberField("version", preferences.version());
        json.writeNumberField("catalogVersion", preferences.catalog().version());
        if (preferences.updatedAt().isPresent()) {
            json.writeStringField("updatedAt", Times.text(preferences.updatedAt().get()));
        }
        if (preferences.erased()) {
            json.writeBooleanField("erased", true);
        }
        json.writeFieldName("chosen");
        Json.write(json, preferences.chosen().toJson());
        json.writeObjectFieldStart("effective");
        write(preferences.catalog(), preferences.effective());
        json.writeEndObject();
    }

    private void write(Catalog catalog, Effective effective) throws IOException {
        write("language", effective.language());
        write("timeZone", effective.timeZone());
        write("tone", effective.tone());
        write("relationship", effective.relationship());
        write("restricted", effective.restricted());
        write("stopped", effective.stopped());
        write("paused", effective.paused());
        write("frequency", effective.frequency());
        write("contactHours", effective.contactHours());
        write("overflow", effective.overflow());
        write("preferredChannel", effective.preferredChannel());
        json.writeObjectFieldStart("channels");
        for (var id : catalog.channels().keySet()) {
            json.writeObjectFieldStart(id);
            write(effective.channel(id));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("topics");
        for (var id : catalog.topics().keySet()) {
            json.writeObjectFieldStart(id);
            write(effective.topic(id));
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeObjectFieldStart("purposes");
        for (var id : catalog.purposes().keySet()) {
            json.writeObjectFieldStart(id);
            write("allowed", effective.purpose(id));
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void write(Effective.Channel channel) throws IOException {
        write("allowed", channel.allowed());
        write("frequency", channel.frequency());
        write("contactHours", channel.contactHours());
        if (channel.callers().isPresent()) {
            write("callers", channel.callers().get());
        }
    }

    private void write(Effective.Topic topic) throws IOException {
        write("allowed", topic.allowed());
        write("frequency", topic.frequency());
        json.writeObjectFieldStart("channels");
        for (var channel : topic.channels().entrySet()) {
            write(channel.getKey(), channel.getValue());
        }
        json.writeEndObject();
    }

    private void write(String name, Resolved setting) throws IOException {
        json.writeFieldName(name);
        if (setting.value().isBoolean()) {
            json.writeRawValue((setting.yes() ? YES : NO).get(setting.from()));
            return;
        }
        if (setting.value().isNull()) {
            json.writeRawValue(NOTHING.get(setting.from()));
            return;
        }
        json.writeStartObject();
        json.writeFieldName(VALUE);
        if (setting.value().isTextual()) {
            json.writeString(setting.value().textValue());
        } else {
            Json.write(json, setting.value());
        }
        json.writeStringField("from", setting.from().id());
        json.writeEndObject();
    }
}
