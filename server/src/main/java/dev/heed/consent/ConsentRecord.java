package dev.heed.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.choice.Setting;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One change of one setting, as the log holds it.
 *
 * @param index its place in the log, counted from 0; -1 while it has none
 * @param status where the consent stands afterwards; empty for settings that are no consent
 * @param erases how many earlier records it took the personal part of; 0 for all that is no erasure
 * @param personal what is disclosed only with a salt; empty once erased
 */
public record ConsentRecord(long index, UUID id, Setting setting, Optional<ConsentStatus> status, Optional<ConsentStatus> previousStatus,
                            Optional<LegalBasis> legalBasis, Optional<NoticeShown> notice, String surface, String actor,
                            long catalogVersion, Instant occurredAt, Instant recordedAt, long erases, Optional<Personal> personal) {
    private static final int SCHEMA_VERSION = 1;

    /**
     * The personal part. Which change it was tells that two records are about the same customer, so it is personal too.
     *
     * @param value the setting's new value; a JSON null where the choice was taken back
     * @param circumstances actorId, ip, userAgent and reason, as far as told
     */
    public record Personal(String customerId, UUID changeId, long preferencesVersion, JsonNode value, ObjectNode circumstances) {
        /** By the names under which they are disclosed. */
        public Map<String, JsonNode> members() {
            var members = new LinkedHashMap<String, JsonNode>();
            members.put("customerId", Json.object().textNode(customerId));
            members.put("change", Json.object().put("id", changeId.toString()).put("preferencesVersion", preferencesVersion));
            members.put("value", value);
            circumstances.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
            return members;
        }
    }

    /** The same at its place in the log. */
    ConsentRecord at(long place) {
        return new ConsentRecord(place, id, setting, status, previousStatus, legalBasis, notice, surface, actor, catalogVersion, occurredAt, recordedAt, erases, personal);
    }

    /** {@code consent} for topics and purposes, {@code erasure} for everything at once, {@code preference} for every other setting. */
    public String kind() {
        return isErasure() ? "erasure" : setting.isConsent() ? "consent" : "preference";
    }

    private boolean isErasure() {
        return setting.type() == Setting.Type.EVERYTHING;
    }

    /** The members that anyone may see, without the index, which the ledger gives. */
    ObjectNode open() {
        var open = Json.object().put("v", SCHEMA_VERSION);
        putOpen(open);
        return open;
    }

    private void putOpen(ObjectNode json) {
        json.put("id", id.toString()).put("kind", kind());
        json.set("setting", json(setting));
        status.ifPresent(given -> json.put("status", given.id()));
        previousStatus.ifPresent(given -> json.put("previousStatus", given.id()));
        legalBasis.ifPresent(basis -> json.put("legalBasis", basis.id()));
        notice.ifPresent(shown -> json.set("notice", shown.toJson()));
        if (isErasure()) {
            json.put("erases", erases);
        }
        json.put("surface", surface).put("actor", actor).put("catalogVersion", catalogVersion)
            .put("occurredAt", Times.text(occurredAt)).put("recordedAt", Times.text(recordedAt));
    }

    /** A setting as the contract has it. */
    public static ObjectNode json(Setting setting) {
        var json = Json.object().put("type", setting.type().id());
        if (!setting.id().isEmpty()) {
            json.put("id", setting.id());
        }
        if (!setting.channel().isEmpty()) {
            json.put("channel", setting.channel());
        }
        return json;
    }

    /** Reads an entry back. */
    static ConsentRecord of(byte[] bytes, Optional<Personal> personal) {
        var entry = Json.stored(bytes);
        var setting = entry.get("setting");
        return new ConsentRecord(entry.get("index").longValue(), UUID.fromString(entry.get("id").textValue()),
            new Setting(Setting.Type.of(setting.get("type").textValue()), setting.path("id").asText(""), setting.path("channel").asText("")),
            text(entry, "status").map(ConsentStatus::of), text(entry, "previousStatus").map(ConsentStatus::of),
            text(entry, "legalBasis").map(basis -> LegalBasis.valueOf(basis.toUpperCase(java.util.Locale.ROOT))),
            Optional.ofNullable(entry.get("notice")).map(NoticeShown::of),
            entry.get("surface").textValue(), entry.get("actor").textValue(), entry.get("catalogVersion").longValue(),
            Times.read(entry.get("occurredAt").textValue()), Times.read(entry.get("recordedAt").textValue()), entry.path("erases").longValue(), personal);
    }

    private static Optional<String> text(JsonNode entry, String name) {
        return Optional.ofNullable(entry.path(name).textValue());
    }

    /** The record as the contract has it. */
    public ObjectNode toJson(String entryHash) {
        var json = Json.object().put("index", index);
        putOpen(json);
        json.put("entryHash", entryHash);
        personal.ifPresent(part -> {
            json.put("customerId", part.customerId()).put("changeId", part.changeId().toString()).put("preferencesVersion", part.preferencesVersion());
            json.set("value", part.value());
            json.setAll(part.circumstances());
        });
        return json;
    }
}
