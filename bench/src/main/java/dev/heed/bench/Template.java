package dev.heed.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** A request whose bytes are made once; only the customer's number and the idempotency key are written anew each time. */
final class Template {
    private static final int DIGITS = 7;
    static final String CUSTOMER = "c-" + "0".repeat(DIGITS);
    private static final String KEY = "00000000-0000-7000-8000-000000000000";
    private static final int TIME_DIGITS = 12;
    private static final int HALF_OF_RANDOM = 24;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final boolean namesCustomer;
    private final int digitsAt;
    private final int keyAt;

    private Template(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
        this.namesCustomer = text.contains(CUSTOMER);
        this.digitsAt = text.indexOf(CUSTOMER) + "c-".length();
        this.keyAt = text.indexOf(KEY);
    }

    /** Reading a customer's preferences. */
    static Template get(String apiKey) {
        return new Template("GET /v1/customers/" + CUSTOMER + "/preferences HTTP/1.1\r\n" + fields(apiKey) + "\r\n");
    }

    /** Reading the bare route that answers so many bytes, with the same fields. */
    static Template bare(String apiKey, int bytes) {
        return new Template("GET " + BareServer.path(bytes) + " HTTP/1.1\r\n" + fields(apiKey) + "\r\n");
    }

    /** Changing a customer's preferences, with the fields that the SDK sends. The body is ASCII. */
    static Template patch(String apiKey, String body) {
        return new Template("PATCH /v1/customers/" + CUSTOMER + "/preferences HTTP/1.1\r\n" + fields(apiKey)
            + "Content-Type: application/merge-patch+json\r\nIdempotency-Key: \"" + KEY + "\"\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    /**
     * Asking for a decision. The body is ASCII.
     *
     * @param reserves whether it needs an idempotency key, because it changes something
     */
    static Template decision(String apiKey, String body, boolean reserves) {
        return new Template("POST /v1/decisions HTTP/1.1\r\n" + fields(apiKey) + "Content-Type: application/json\r\n"
            + (reserves ? "Idempotency-Key: \"" + KEY + "\"\r\n" : "") + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static String fields(String apiKey) {
        return "Host: 127.0.0.1\r\nConnection: keep-alive\r\nUser-Agent: heed-bench\r\nAccept: application/json\r\nAuthorization: Bearer " + apiKey + "\r\n";
    }

    /** A customer's id. */
    static String customer(int number) {
        return "c-" + String.format("%0" + DIGITS + "d", number);
    }

    void put(ByteBuffer into, int customer, SplittableRandom keys) {
        int start = into.position();
        into.put(bytes);
        for (int i = DIGITS - 1, rest = customer; i >= 0 && namesCustomer; i--, rest /= 10) {
            into.put(start + digitsAt + i, (byte) ('0' + rest % 10));
        }
        if (keyAt >= 0) {
            putKey(into, start + keyAt, keys);
        }
    }

    /** Overwrites the zeros only, which keeps the form of a UUIDv7: its time, then random bits. */
    private static void putKey(ByteBuffer into, int at, SplittableRandom keys) {
        long time = System.currentTimeMillis();
        long bits = keys.nextLong();
        for (int i = 0, digits = 0; i < KEY.length(); i++) {
            if (KEY.charAt(i) != '0') {
                continue;
            }
            if (digits++ < TIME_DIGITS) {
                into.put(at + i, HEX[(int) (time >> 4 * (TIME_DIGITS - digits)) & 15]);
            } else {
                into.put(at + i, HEX[(int) bits & 15]);
                bits = i == HALF_OF_RANDOM ? keys.nextLong() : bits >>> 4;
            }
        }
    }
}
