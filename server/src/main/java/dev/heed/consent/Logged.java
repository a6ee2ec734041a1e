package dev.heed.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.consent.ConsentRecord.Personal;
import dev.heed.ledger.Ledger;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A record together with the entry that stands for it in the log. What is stored is parsed when it is asked for, since most of a long log never is. */
public final class Logged {
    private static final String DIGESTS = "_sd";

    private final long index;
    private final byte[] entry;
    private final Optional<Told> told;
    private Members members;
    private ConsentRecord record;

    /**
     * The personal part as it is stored.
     *
     * @param value the setting's new value as JSON
     * @param circumstances an object as JSON; empty where nothing was told
     * @param seed what the disclosures are made from
     */
    record Told(byte[] customerId, UUID changeId, long preferencesVersion, byte[] value, byte[] circumstances, byte[] seed) {
        Personal personal() {
            return new Personal(new String(customerId, StandardCharsets.UTF_8), changeId, preferencesVersion, valueNode(),
                circumstances.length == 0 ? Json.object() : Json.stored(circumstances));
        }

        JsonNode valueNode() {
            var wrapped = new Line().put("{\"value\":").put(value).put('}');
            return Json.stored(wrapped.bytes()).get("value");
        }
    }

    /**
     * A record as it was read.
     *
     * @param entry its canonical bytes
     * @param told empty once erased
     */
    Logged(long index, byte[] entry, Optional<Told> told) {
        this.index = index;
        this.entry = entry;
        this.told = told;
    }

    /** Its place in the log. */
    public long index() {
        return index;
    }

    public ConsentRecord record() {
        if (record == null) {
            record = ConsentRecord.of(entry, told.map(Told::personal));
        }
        return record;
    }

    /** The entry's canonical bytes. Not to be changed. */
    public byte[] entry() {
        return entry;
    }

    Optional<Told> told() {
        return told;
    }

    /** The members of the entry. */
    Members members() {
        if (members == null) {
            members = Members.of(entry);
        }
        return members;
    }

    /** The record as the contract has it. */
    public ObjectNode toJson() {
        return record().toJson(hash());
    }

    /**
     * The record with everything that proves it, short of its place in the tree.
     *
     * @param keeps which of its personal members it shows, by the names under which they are disclosed; the digests of the others stay in the entry
     */
    public ObjectNode toProvableJson(Predicate<String> keeps) {
        var json = toJson();
        personal().keySet().stream().filter(keeps.negate()).forEach(withheld -> json.remove(withheld.equals("change") ? List.of("changeId", "preferencesVersion") : List.of(withheld)));
        json.put("entry", text());
        var list = json.putArray("disclosures");
        disclosures(keeps).forEach(list::add);
        return json;
    }

    /** What only a disclosure tells, by the names under which it is disclosed; nothing once erased. */
    public Map<String, JsonNode> personal() {
        return record().personal().map(ConsentRecord.Personal::members).orElseGet(LinkedHashMap::new);
    }

    /** The entry's leaf hash in base64. */
    public String hash() {
        return Base64.getEncoder().encodeToString(Ledger.leafHash(entry));
    }

    /** Whether it says of nobody any more what it once said. */
    public boolean isErased() {
        return told.isEmpty() && !Json.stored(entry).get(DIGESTS).isEmpty();
    }

    /** Whether the stored personal part is the very one whose digests the entry holds. */
    boolean disclosesWhatWasLogged() {
        var digests = new TreeSet<String>();
        Json.stored(entry).get(DIGESTS).forEach(digest -> digests.add(digest.textValue()));
        return digests.equals(disclosures().stream().map(Ledger::digest).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The entry exactly as it was hashed. */
    public String text() {
        return new String(entry, StandardCharsets.UTF_8);
    }

    /** What the entry discloses; nothing once erased. */
    public List<String> disclosures() {
        return disclosures(LogLines.ALL);
    }

    private List<String> disclosures(Predicate<String> keeps) {
        var kept = personal();
        kept.keySet().removeIf(keeps.negate());
        return told.map(part -> Ledger.disclosures(part.seed, kept)).orElse(List.of());
    }
}
