package dev.heed.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Hashes;
import dev.heed.store.Ids;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets a write happen once, however often its request comes: the answer is stored in the transaction that it answers for, and given again for
 * 24 hours (draft-ietf-httpapi-idempotency-key-header).
 *
 * <p>What is stored is sealed with the idempotency key itself, which only the caller has: an answer that shows a secret once can be repeated, and yet the
 * database tells it to nobody.
 */
final class Idempotency {
    static final Duration KEPT = Duration.ofHours(24);
    private static final int DIGEST_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int UUID_LENGTH = 36;
    private static final int UUID_VERSION_AT = 14;
    private static final int TIME_BYTES = 6;
    /** What is not sealed is a JSON array and begins with a bracket. */
    private static final byte SEALED = 1;

    private final IdempotencyTable table = new IdempotencyTable();
    private final Database database;
    private final Ids ids;
    private final Clock clock;

    /**
     * What a write answers.
     *
     * @param memory what suffices to give the same answer again
     * @param sealed whether that could hold a secret
     * @param reply made after the commit, off the writer's thread
     */
    record Written(ArrayNode memory, boolean sealed, Supplier<Reply> reply) {
        /** An answer that is stored as it is, sealed. */
        static Written of(Reply reply) {
            var memory = Json.object().arrayNode().add(reply.status()).add(reply.type()).add(Base64.getEncoder().encodeToString(reply.body()));
            var fields = memory.addObject();
            reply.fields().forEach(fields::put);
            return new Written(memory, true, () -> reply);
        }

        /** An answer that can be made again from a few numbers. */
        static Written recalled(ArrayNode numbers, Supplier<Reply> reply) {
            return new Written(numbers, false, reply);
        }
    }

    /** A write, and how to give its answer again from what was stored. */
    interface Write extends BiFunction<Tx, Call, Written> {
        /** Thinks of it as far as that needs no transaction, before it waits for its turn; what is returned does it. What was thought of may never be done. */
        default Function<Tx, Written> ahead(Call call) {
            return tx -> apply(tx, call);
        }

        default Reply again(Tx tx, Call call, ArrayNode memory) {
            var reply = Reply.bytes(memory.get(0).intValue(), memory.get(1).textValue(), Base64.getDecoder().decode(memory.get(2).textValue()));
            for (var field : memory.path(3).properties()) {
                reply = reply.with(field.getKey(), field.getValue().textValue());
            }
            return reply;
        }
    }

    Idempotency(Database database, Ids ids, Clock clock) {
        this.database = database;
        this.ids = ids;
        this.clock = clock;
    }

    /** A handler that runs a write in one transaction, once for each idempotency key. */
    Route.Handler once(Write write) {
        return new Once(this, write);
    }

    private record Once(Idempotency idempotency, Write write) implements Route.Handler {
        @Override
        public Reply answer(Call call) {
            var key = call.headers().get("Idempotency-Key");
            var ahead = write.ahead(call);
            return Reply.later(key == null ? idempotency.database.begin(tx -> ahead.apply(tx).reply()) : idempotency.once(write, ahead, call, unquoted(key)));
        }

        @Override
        public boolean waits(Call call) {
            return false;
        }
    }

    private CompletableFuture<Supplier<Reply>> once(Write write, Function<Tx, Written> ahead, Call call, String key) {
        var scope = scope(call.caller().identity(), key);
        var fingerprint = digest(call.route().operation(), call.target(), call.headers().getOrDefault("If-Match", ""), call.raw());
        return database.begin(tx -> {
            var now = clock.instant();
            var given = table.find(tx, scope).filter(before -> now.isBefore(before.at().plus(KEPT)));
            if (given.isPresent()) {
                if (!MessageDigest.isEqual(given.get().fingerprint(), fingerprint)) {
                    throw Problem.of(Kind.IDEMPOTENCY_KEY_REUSED, "header/Idempotency-Key", "this key came with another request before");
                }
                var again = write.again(tx, call, open(given.get().answer(), key, scope));
                return () -> again;
            }
            var written = ahead.apply(tx);
            table.put(tx, scope, new IdempotencyTable.Given(fingerprint, now, stored(written, key, scope)));
            return written.reply();
        });
    }

    /** Forgets answers that are no longer given again, at most so many at once; returns how many. */
    int forget(Tx tx, int atMost) {
        return table.forget(tx, clock.instant().minus(KEPT), atMost);
    }

    /** A structured-field string has quotes, but many send it without. */
    private static String unquoted(String key) {
        var stripped = key.strip();
        boolean quoted = stripped.length() > 2 && stripped.startsWith("\"") && stripped.endsWith("\"");
        return quoted ? stripped.substring(1, stripped.length() - 1) : stripped;
    }

    private byte[] stored(Written written, String key, byte[] scope) {
        var memory = Json.bytes(written.memory());
        if (!written.sealed()) {
            return memory;
        }
        var nonce = ids.secret(NONCE_BYTES);
        return ByteBuffer.allocate(1 + NONCE_BYTES + memory.length + TAG_BYTES).put(SEALED).put(nonce)
            .put(crypt(Cipher.ENCRYPT_MODE, key, scope, nonce, memory)).array();
    }

    private static ArrayNode open(byte[] stored, String key, byte[] scope) {
        int from = 1 + NONCE_BYTES;
        var opened = stored[0] != SEALED ? stored
            : crypt(Cipher.DECRYPT_MODE, key, scope, Arrays.copyOfRange(stored, 1, from), Arrays.copyOfRange(stored, from, stored.length));
        try {
            return (ArrayNode) Json.mapper().readTree(opened);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] crypt(int mode, String key, byte[] scope, byte[] nonce, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(digest("the answer under", key, scope), "AES"), new GCMParameterSpec(TAG_BYTES * 8, nonce));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("a stored answer cannot be sealed or opened", broken);
        }
    }

    /**
     * What a key of a caller is stored under: a digest. Where the key is a UUIDv7 its time comes first (RFC 9562 section 5.7), so that answers of one moment
     * lie on one page; those under other keys each touch a page of their own, which is slower.
     */
    private static byte[] scope(String identity, String key) {
        var scope = digest(identity, key);
        if (isUuidV7(key)) {
            System.arraycopy(Ids.bytes(UUID.fromString(key)), 0, scope, 0, TIME_BYTES);
        }
        return scope;
    }

    private static boolean isUuidV7(String key) {
        if (key.length() != UUID_LENGTH || key.charAt(UUID_VERSION_AT) != '7') {
            return false;
        }
        try {
            var uuid = UUID.fromString(key);
            return uuid.variant() == 2 && uuid.toString().equalsIgnoreCase(key);    // it takes other texts for one, too
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    /** 128 bits of SHA-256 over the parts, each after its length. */
    private static byte[] digest(Object... parts) {
        var sha = Hashes.sha256();
        for (var part : parts) {
            var bytes = part instanceof byte[] raw ? raw : part.toString().getBytes(StandardCharsets.UTF_8);
            sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            sha.update(bytes);
        }
        return Arrays.copyOf(sha.digest(), DIGEST_BYTES);
    }

    /** The moment of a memory. */
    static Instant moment(ArrayNode memory, int at) {
        return Instant.ofEpochMilli(memory.get(at).longValue());
    }
}
