package dev.heed.sdk.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** One record of an export, held against the entry that it carries: it says what was logged, nothing more and nothing less. */
final class ExportedRecord {
    private static final String ENTRY = "entry";
    private static final String HASH = "entryHash";
    private static final String DISCLOSURES = "disclosures";
    private static final String SCHEMA_VERSION = "v";
    private static final String CHANGE = "change";

    /** Of the entry, whatever {@code entryHash} says. */
    final byte[] leafHash;
    final boolean erased;
    /** Something was withheld, but not everything. */
    final boolean redacted;

    /**
     * Proves a record that should stand at {@code index}.
     *
     * @param record is emptied of what proves it
     * @throws VerificationException ALTERED_RECORD when it is not what was logged; ALTERED_LOG when it was logged elsewhere; UNREADABLE
     */
    ExportedRecord(ObjectNode record, long index) {
        byte[] text = Bytes.utf8(text(record.remove(ENTRY)));
        this.leafHash = Merkle.leafHash(text);
        if (!Bytes.base64(leafHash).equals(text(record.remove(HASH)))) {
            throw new VerificationException(Failure.ALTERED_RECORD, "its entry does not have the hash that it claims");
        }
        Entry entry = new Entry(text);
        if (!entry.saysIndex(index)) {
            throw new VerificationException(Failure.ALTERED_LOG, "missing or out of order: another record stands here");
        }
        Map<String, JsonNode> disclosed = entry.disclosed(texts(record.remove(DISCLOSURES)));
        mustBe(record, logged(entry.openOnce(), disclosed));
        this.erased = disclosed.isEmpty() && entry.digests() > 0;
        this.redacted = !erased && disclosed.size() < entry.digests();
    }

    /** The record as entry and disclosures tell it. */
    private static ObjectNode logged(ObjectNode open, Map<String, JsonNode> disclosed) {
        open.remove(SCHEMA_VERSION);
        disclosed.forEach((name, value) -> {
            if (name.equals(CHANGE)) {
                add(open, "changeId", value.path("id"));
                add(open, "preferencesVersion", value.path("preferencesVersion"));
            } else {
                add(open, name, value);
            }
        });
        return open;
    }

    private static void add(ObjectNode logged, String name, JsonNode value) {
        if (value.isMissingNode() || logged.has(name)) {
            throw new VerificationException(Failure.UNREADABLE, "a disclosure lacks a member or tells one twice");
        }
        logged.set(name, value);
    }

    private static void mustBe(ObjectNode record, ObjectNode logged) {
        if (record.equals(logged)) {
            return;
        }
        for (Iterator<String> names = logged.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!logged.get(name).equals(record.get(name))) {
                throw new VerificationException(Failure.ALTERED_RECORD, "its " + name + " is not what was logged");
            }
        }
        throw new VerificationException(Failure.ALTERED_RECORD, "it says more than was logged");
    }

    private static String text(JsonNode member) {
        if (member == null || !member.isTextual()) {
            throw new VerificationException(Failure.UNREADABLE, "not a record with its entry and entryHash");
        }
        return member.textValue();
    }

    private static List<String> texts(JsonNode member) {
        if (member == null || !member.isArray()) {
            throw new VerificationException(Failure.UNREADABLE, "not a record with its disclosures");
        }
        List<String> texts = new ArrayList<>(member.size());
        member.forEach(item -> texts.add(text(item)));
        return texts;
    }
}
