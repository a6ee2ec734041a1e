package dev.heed.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.HeedClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Every text that customers were ever shown when asked, by the hash that records name. */
final class Notices {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ObjectNode texts;

    private Notices(ObjectNode texts) {
        this.texts = texts;
    }

    /** From all versions of the catalog, since a notice may have left the newest. */
    static Notices of(HeedClient client) {
        var texts = MAPPER.createObjectNode();
        client.catalog().versions().forEach(version -> client.catalog().version(version.getVersion()).notices()
            .forEach(notice -> notice.getText().forEach((language, text) -> texts.put(sha256(text), text))));
        return new Notices(texts);
    }

    static Notices read(Path file) throws IOException {
        return new Notices((ObjectNode) MAPPER.readTree(file.toFile()));
    }

    void write(Path file) throws IOException {
        MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), texts);
    }

    /** Whether the text that a record names is here, and is still the one that was shown. */
    boolean have(JsonNode shown) {
        var hash = shown.get("sha256").textValue();
        return texts.has(hash) && sha256(texts.get(hash).textValue()).equals(hash);
    }

    private static String sha256(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform must have SHA-256", missing);
        }
    }
}
