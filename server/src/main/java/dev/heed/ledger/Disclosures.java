package dev.heed.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.store.Hashes;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;

/**
 * Makes the disclosures of one record from its seed; an instance belongs to one thread.
 *
 * <p>The salt of a member is the first 16 bytes of HMAC-SHA256(seed, name). So one stored seed a record
 * is enough, however many members that has; a salt that was revealed says nothing of another; and deleting the seed
 * deletes them all, after which no digest can be tied to a value by guessing.
 *
 * <p>A seed serves one record, and a name one member of it. Used twice, equal values would show as equal digests.
 */
final class Disclosures {
    static final int MIN_SEED_BYTES = 16;
    static final int MAX_SEED_BYTES = 32;

    private static final int SALT_BYTES = 16;

    private final Mac mac;
    private final Sha256 sha = new Sha256();

    /** @param seed 16 to 32 random bytes, kept apart from the ledger and never disclosed */
    Disclosures(byte[] seed) {
        if (seed.length < MIN_SEED_BYTES || seed.length > MAX_SEED_BYTES) {
            throw new IllegalArgumentException("A record's seed has 16 to 32 bytes, not " + seed.length);
        }
        mac = Hashes.hmac(seed);
    }

    /** @param json the value as JSON text; it goes in as it is, so it must be well-formed and canonical already */
    Disclosure of(String name, String json) {
        return Disclosure.of(salt(name), name, json, sha);
    }

    byte[] salt(String name) {
        return Arrays.copyOf(mac.doFinal(Utf8.bytes(name)), SALT_BYTES);
    }

    /** The disclosures of several members, in their order. */
    Stream<Disclosure> of(Map<String, JsonNode> members) {
        return members.entrySet().stream().map(member -> of(member.getKey(), json(member.getValue())));
    }

    /** Their digests alone. */
    Stream<String> digests(Map<String, JsonNode> members) {
        return members.entrySet().stream().map(member -> Disclosure.digest(Disclosure.encoded(salt(member.getKey()), member.getKey(), json(member.getValue())), sha));
    }

    private static String json(JsonNode value) {
        return new String(Json.canonical(value), StandardCharsets.UTF_8);
    }
}
