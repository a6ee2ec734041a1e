package dev.heed.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A salted value that can be shown, and the digest that stands for it in an entry (RFC 9901, section 4.2).
 *
 * @param text what is shown to prove the value: base64url of the JSON array salt, name, value
 * @param digest base64url of the SHA-256 of {@code text}; says nothing of the value to whoever lacks the salt
 */
record Disclosure(String text, String digest) {
    private static final int MIN_SALT_BYTES = 16;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    /** @param json the value as JSON text; it goes in as it is, so it must be well-formed and canonical already */
    static Disclosure of(byte[] salt, String name, String json) {
        return of(salt, name, json, new Sha256());
    }

    static Disclosure of(byte[] salt, String name, String json, Sha256 sha) {
        var encoded = encoded(salt, name, json);
        return new Disclosure(new String(encoded, StandardCharsets.US_ASCII), digest(encoded, sha));
    }

    /** The text, as the bytes of which the digest is made. */
    static byte[] encoded(byte[] salt, String name, String json) {
        if (salt.length < MIN_SALT_BYTES) {
            throw new IllegalArgumentException("A salt has at least 16 bytes, not " + salt.length);
        }
        if (name.equals("_sd") || name.equals("...")) {
            throw new IllegalArgumentException("RFC 9901 keeps this name for itself: " + name);
        }
        if (json.isBlank()) {
            throw new IllegalArgumentException("No JSON value for " + name);
        }
        var array = new StringBuilder(salt.length * 4 / 3 + name.length() + json.length() + 16);
        array.append("[\"").append(BASE64URL.encodeToString(salt)).append("\",");
        quote(name, array);
        array.append(',').append(json).append(']');
        return BASE64URL.encode(Utf8.bytes(array.toString()));
    }

    /** The digest of a disclosure, from whatever source. */
    static String digest(String text) {
        return digest(text.getBytes(StandardCharsets.US_ASCII), new Sha256());
    }

    static String digest(byte[] encoded, Sha256 sha) {
        return BASE64URL.encodeToString(sha.of(encoded));
    }

    /** Escapes as RFC 8785, section 3.2.2.2 does. */
    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (c < ' ') {
                        json.append(c < 16 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
