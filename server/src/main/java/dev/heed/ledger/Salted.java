package dev.heed.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * The personal members of an entry as they go into it.
 *
 * @param seed what their disclosures are made from; whoever deletes it erases them
 * @param digests sorted, so that their order says nothing of which is which (RFC 9901 section 4.2.4.1)
 */
public record Salted(byte[] seed, List<String> digests) {
    static Salted of(byte[] seed, Map<String, JsonNode> members) {
        return new Salted(seed, new Disclosures(seed).digests(members).sorted().toList());
    }
}
