package dev.heed.sdk.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What a package says of itself, held against what was found in it. */
final class Manifest {
    static final String NAME = "manifest.json";
    private static final String FORMAT = "heed evidence package";

    final ObjectNode filter;
    final String profile;
    final long records;
    final long erased;
    final long redacted;
    private final ObjectNode json;

    /** What was found of a file. */
    static final class Packed {
        final String name;
        final long bytes;
        final String hash;

        Packed(String name, long bytes, String hash) {
            this.name = name;
            this.bytes = bytes;
            this.hash = hash;
        }
    }

    /** @throws VerificationException UNREADABLE when it is no manifest */
    Manifest(byte[] bytes) {
        this.json = StrictJson.object(bytes);
        if (!json.path("format").asText().equals(FORMAT) || json.path("version").asInt() != 1 || !json.path("filter").isObject()
                || !json.path("profile").isTextual()) {
            throw new VerificationException(Failure.UNREADABLE, "not the manifest of a package of version 1");
        }
        this.filter = (ObjectNode) json.get("filter");
        this.profile = json.get("profile").textValue();
        this.records = number("records");
        this.erased = number("erased");
        this.redacted = number("redacted");
    }

    private long number(String name) {
        return json.path(name).isIntegralNumber() ? json.get(name).longValue() : -1;
    }

    /** @throws VerificationException ALTERED_FILE when one of its counts is not what was counted */
    void mustCount(long found, long foundErased, long foundRedacted) {
        if (records != found || erased != foundErased || redacted != foundRedacted) {
            throw new VerificationException(Failure.ALTERED_FILE, "its counts are not those of the records").inFile(NAME);
        }
    }

    /** @throws VerificationException ALTERED_FILE when it names another log, state of the log, or key */
    void mustName(VerifiedCheckpoint checkpoint, String key) {
        if (!json.path("origin").asText().equals(checkpoint.origin()) || number("treeSize") != checkpoint.size() || !json.path("verifierKey").asText().equals(key)) {
            throw new VerificationException(Failure.ALTERED_FILE, "it is about another log or checkpoint").inFile(NAME);
        }
    }

    /** @throws VerificationException ALTERED_FILE with the first file that is not the one that it names */
    void mustList(List<Packed> files) {
        JsonNode listed = json.path("files");
        for (int i = 0; i < files.size(); i++) {
            Packed file = files.get(i);
            JsonNode line = listed.path(i);
            if (!line.path("name").asText().equals(file.name) || !line.path("sha256").asText().equals(file.hash) || line.path("bytes").asLong(-1) != file.bytes) {
                throw new VerificationException(Failure.ALTERED_FILE, "it is not the file that the manifest lists").inFile(file.name);
            }
        }
        if (listed.size() != files.size()) {
            throw new VerificationException(Failure.ALTERED_FILE, "it lists files that are not there").inFile(NAME);
        }
    }
}
