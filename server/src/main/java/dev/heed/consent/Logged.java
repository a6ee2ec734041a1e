package dev.heed.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.ledger.Ledger;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A record together with the entry that stands for it in the log.
 *
 * @param entry its canonical bytes
 * @param seed what its disclosures are made from; empty once erased
 */
public record Logged(ConsentRecord record, byte[] entry, Optional<byte[]> seed) {
    /** The record as the contract has it. */
    public ObjectNode toJson() {
        return record.toJson(hash());
    }

    /**
     * The record with everything that proves it, short of its place in the tree.
     *
     * @param keeps which of its personal members it shows, by the names under which they are disclosed; the digests of the others stay in the entry
     */
    ObjectNode toProvableJson(Predicate<String> keeps) {
        var json = toJson();
        personal().keySet().stream().filter(keeps.negate()).forEach(withheld -> json.remove(withheld.equals("change") ? List.of("changeId", "preferencesVersion") : List.of(withheld)));
        json.put("entry", text());
        var list = json.putArray("disclosures");
        disclosures(keeps).forEach(list::add);
        return json;
    }

    /** What only a disclosure tells, by the names under which it is disclosed; nothing once erased. */
    public Map<String, JsonNode> personal() {
        return record.personal().map(ConsentRecord.Personal::members).orElseGet(LinkedHashMap::new);
    }

    /** The entry's leaf hash in base64. */
    public String hash() {
        return Base64.getEncoder().encodeToString(Ledger.leafHash(entry));
    }

    /** Whether the stored personal part is the very one whose digests the entry holds. */
    boolean disclosesWhatWasLogged() {
        var digests = new TreeSet<String>();
        Json.stored(entry).get("_sd").forEach(digest -> digests.add(digest.textValue()));
        return digests.equals(disclosures().stream().map(Ledger::digest).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The entry exactly as it was hashed. */
    public String text() {
        return new String(entry, StandardCharsets.UTF_8);
    }

    /** What the entry discloses; nothing once erased. */
    public List<String> disclosures() {
        return disclosures(every -> true);
    }

    private List<String> disclosures(Predicate<String> keeps) {
        var kept = personal();
        kept.keySet().removeIf(keeps.negate());
        return seed.map(secret -> Ledger.disclosures(secret, kept)).orElse(List.of());
    }
}
