package dev.heed.decision;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer to "may I?".
 *
 * @param facts what it rests on
 * @param reasons why not, every one; empty when allowed
 * @param allowedFrom the earliest moment at which the same question would be allowed, if nothing else changes; empty when only the customer or the brand
 *     can change it
 * @param alternatives the channels on which this topic is allowed now, the preferred one first
 * @param reservation the place that is held for the contact
 * @param treeSize how many entries the ledger had at least
 */
public record Decision(Facts facts, List<Reason> reasons, Optional<Instant> allowedFrom, List<String> alternatives, Optional<Contact> reservation, long treeSize) {
    static Decision of(Facts facts, long treeSize) {
        var reasons = Rules.reasons(facts);
        return new Decision(facts, reasons, Rules.allowedFrom(facts, reasons), alternatives(facts, reasons), Optional.empty(), treeSize);
    }

    private static List<String> alternatives(Facts facts, List<Reason> reasons) {
        for (var reason : reasons) {
            if (reason.code().onEveryChannel()) {
                return List.of();
            }
        }
        if (!Rules.isInChosenHours(facts)) {
            return List.of();
        }
        var preferred = facts.effective().preferredChannel().value().asText("");
        var open = new ArrayList<String>();
        for (var channel : facts.topic().channels()) {
            if (!channel.equals(facts.question().channel()) && Rules.allowOnChannel(facts.on(channel))) {
                open.add(channel.equals(preferred) ? 0 : open.size(), channel);
            }
        }
        return open;
    }

    Decision holding(Contact reserved) {
        return new Decision(facts, reasons, allowedFrom, alternatives, Optional.of(reserved), treeSize);
    }

    public boolean allowed() {
        return reasons.isEmpty();
    }

    /** As the contract has it, in JSON. */
    public byte[] bytes() {
        return Json.bytes(this::write);
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStringField("decision", allowed() ? "allow" : "deny");
        json.writeArrayFieldStart("reasons");
        for (var reason : reasons) {
            json.writeStartObject();
            json.writeStringField("code", reason.code().id());
            json.writeStringField("detail", reason.detail());
            if (reason.until().isPresent()) {
                json.writeStringField("until", Times.text(reason.until().get()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeStringField("allowedFrom", allowedFrom.map(Times::text).orElse(null));
        json.writeStringField("onOverflow", facts.effective().overflow().value().textValue());
        json.writeFieldName("alternatives");
        writeAll(json, alternatives);
        writeStyle(json);
        if (reservation.isPresent()) {
            json.writeObjectFieldStart("reservation");
            json.writeStringField("contactId", reservation.get().id().toString());
            json.writeStringField("expiresAt", Times.text(reservation.get().expiresAt().orElseThrow()));
            json.writeEndObject();
        }
        json.writeObjectFieldStart("basis");
        json.writeNumberField("preferencesVersion", facts.preferences().version());
        json.writeNumberField("catalogVersion", facts.preferences().catalog().version());
        json.writeNumberField("treeSize", treeSize);
        json.writeEndObject();
    }

    /** How to speak: the same on each channel. */
    private void writeStyle(JsonGenerator json) throws IOException {
        var effective = facts.effective();
        json.writeObjectFieldStart("style");
        json.writeStringField("tone", effective.tone().value().textValue());
        json.writeStringField("language", effective.language().value().textValue());
        json.writeStringField("relationship", effective.relationship().value().textValue());
        json.writeFieldName("purposes");
        writeAll(json, effective.permittedPurposes());
        json.writeEndObject();
    }

    private static void writeAll(JsonGenerator json, List<String> texts) throws IOException {
        json.writeStartArray();
        for (var text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
