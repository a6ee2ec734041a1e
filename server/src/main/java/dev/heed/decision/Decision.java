package dev.heed.decision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.preferences.Preferences;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        if (reasons.stream().anyMatch(reason -> reason.code().onEveryChannel())) {
            return List.of();
        }
        var preferred = facts.effective().preferredChannel().value().asText("");
        return facts.topic().channels().stream().filter(channel -> !channel.equals(facts.question().channel()))
            .filter(channel -> Rules.allow(facts.on(channel)))
            .sorted((one, other) -> Boolean.compare(other.equals(preferred), one.equals(preferred))).toList();
    }

    Decision holding(Contact reserved) {
        return new Decision(facts, reasons, allowedFrom, alternatives, Optional.of(reserved), treeSize);
    }

    public boolean allowed() {
        return reasons.isEmpty();
    }

    /** As the contract has it. */
    public ObjectNode toJson() {
        var json = Json.object().put("decision", allowed() ? "allow" : "deny");
        var list = json.putArray("reasons");
        reasons.forEach(reason -> {
            var item = list.addObject().put("code", reason.code().id()).put("detail", reason.detail());
            reason.until().ifPresent(until -> item.put("until", Times.text(until)));
        });
        json.put("allowedFrom", allowedFrom.map(Times::text).orElse(null));
        json.put("onOverflow", facts.effective().overflow().value().textValue());
        var other = json.putArray("alternatives");
        alternatives.forEach(other::add);
        json.set("style", style());
        reservation.ifPresent(held -> json.putObject("reservation").put("contactId", held.id().toString()).put("expiresAt", Times.text(held.expiresAt().orElseThrow())));
        Preferences preferences = facts.preferences();
        json.putObject("basis").put("preferencesVersion", preferences.version()).put("catalogVersion", preferences.catalog().version()).put("treeSize", treeSize);
        return json;
    }

    /** How to speak: the same on each channel. */
    private JsonNode style() {
        var effective = facts.effective();
        var style = Json.object().put("tone", effective.tone().value().textValue()).put("language", effective.language().value().textValue())
            .put("relationship", effective.relationship().value().textValue());
        var purposes = style.putArray("purposes");
        effective.purposes().entrySet().stream().filter(purpose -> purpose.getValue().yes()).map(Map.Entry::getKey).forEach(purposes::add);
        return style;
    }
}
