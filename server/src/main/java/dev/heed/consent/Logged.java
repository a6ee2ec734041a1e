package dev.heed.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.ledger.Ledger;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A record together with the entry that stands for it in the log.
 *
 * @param entry its canonical bytes
 * @param seed what its disclosures are made from; empty once erased
 */
public record Logged(ConsentRecord record, byte[] entry, Optional<byte[]> seed) {
    private static final String DIGESTS = "_sd";

    /** The record as the contract has it. */
    public ObjectNode toJson() {
        return record.toJson(hash());
    }

    /** The record with everything that proves it, short of its place in the tree. */
    public ObjectNode toProvableJson() {
        var json = toJson().put("entry", text());
        var list = json.putArray("disclosures");
        disclosures().forEach(list::add);
        return json;
    }

    /** The entry's leaf hash in base64. */
    public String hash() {
        return Base64.getEncoder().encodeToString(Ledger.leafHash(entry));
    }

    /** Whether it says of nobody any more what it once said. */
    public boolean isErased() {
        return seed.isEmpty() && !Json.stored(entry).get(DIGESTS).isEmpty();
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
        return seed.map(secret -> Ledger.disclosures(secret, record.personal().orElseThrow().members())).orElse(List.of());
    }
}
