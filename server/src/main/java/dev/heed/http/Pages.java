package dev.heed.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Hashes;
import dev.heed.store.Ids;
import dev.heed.store.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Cuts lists into pages.
 *
 * <p>A cursor says where the next page begins and is sealed for the very list it came from: this brand, this operation, these filters. A forged
 * one, or one of another list, is refused.
 */
final class Pages {
    private static final int DEFAULT_LIMIT = 50;
    private static final int SEAL_BYTES = 16;

    private final byte[] secret;

    Pages(byte[] secret) {
        this.secret = secret.clone();
    }

    static int limit(Call call) {
        return call.number("limit").map(Long::intValue).orElse(DEFAULT_LIMIT);
    }

    /**
     * Where the page that a call asks for begins; empty for the first.
     *
     * @throws Problem contract_violation when the cursor is not one we gave for this list
     */
    Optional<String> position(Call call) {
        return call.queried("cursor").map(cursor -> {
            try {
                var bytes = Base64.getUrlDecoder().decode(cursor);
                // The decoder passes over padding and spare bits; one cursor has one spelling.
                boolean wellFormed = bytes.length >= SEAL_BYTES && Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor);
                var position = wellFormed ? Arrays.copyOfRange(bytes, SEAL_BYTES, bytes.length) : new byte[0];
                if (wellFormed && MessageDigest.isEqual(seal(call, position), Arrays.copyOf(bytes, SEAL_BYTES))) {
                    return new String(position, StandardCharsets.UTF_8);
                }
            } catch (IllegalArgumentException notBase64) {
                // Refused below like any other forgery.
            }
            throw Problem.of(Kind.CONTRACT_VIOLATION, "query/cursor", "this is not a cursor that was given for this list; start without one");
        });
    }

    /** Where a page of a list begins that has the newest first: before a moment, and there before an id. */
    record Place(Instant before, UUID beforeId) {
        private static final Place NEWEST = new Place(Instant.ofEpochMilli(Long.MAX_VALUE), Ids.LAST);

        private static Place of(String position) {
            var parts = position.split("/");
            return new Place(Instant.ofEpochMilli(Long.parseLong(parts[0])), UUID.fromString(parts[1]));
        }

        @Override
        public String toString() {
            return before.toEpochMilli() + "/" + beforeId;
        }
    }

    /** As {@link #position}, in a list that has the newest first. */
    Place place(Call call) {
        return position(call).map(Place::of).orElse(Place.NEWEST);
    }

    /** A page as the contract has it. */
    Reply reply(Call call, ArrayNode items, Optional<String> next) {
        var page = Json.object();
        page.set("items", items);
        return reply(call, page, next);
    }

    /** A page that has more members than its items. */
    Reply reply(Call call, ObjectNode page, Optional<String> next) {
        next.ifPresent(position -> page.put("next", cursor(call, position)));
        var reply = Reply.json(200, page);
        return next.isEmpty() ? reply : reply.with("Link", link(call, cursor(call, next.get())));
    }

    private String cursor(Call call, String position) {
        var bytes = position.getBytes(StandardCharsets.UTF_8);
        var sealed = Arrays.copyOf(seal(call, bytes), SEAL_BYTES + bytes.length);
        System.arraycopy(bytes, 0, sealed, SEAL_BYTES, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    private byte[] seal(Call call, byte[] position) {
        var mac = Hashes.hmac(secret);
        var filters = new TreeMap<>(call.query());
        filters.keySet().removeAll(java.util.List.of("cursor", "limit"));
        mac.update((call.brand().no() + "\n" + call.route().operation() + "\n" + call.path() + "\n" + filters + "\n").getBytes(StandardCharsets.UTF_8));
        return Arrays.copyOf(mac.doFinal(position), SEAL_BYTES);
    }

    private static String link(Call call, String cursor) {
        var query = new TreeMap<>(call.query());
        query.put("cursor", cursor);
        var path = call.target().split("\\?", 2)[0];
        return "<" + path + "?" + query.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&")) + ">; rel=\"next\"";
    }
}
