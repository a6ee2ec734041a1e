package dev.heed.sdk.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An entry of the log: open members, and digests that stand for the personal ones (RFC 9901). */
final class Entry {
    private static final String DIGESTS = "_sd";
    private static final String ALGORITHM = "_sd_alg";
    private static final int DIGEST_LENGTH = 43;

    private final ObjectNode open;
    private final Set<String> digests = new HashSet<>();

    /** @throws VerificationException UNREADABLE when it is not an entry */
    Entry(byte[] json) {
        this.open = StrictJson.object(json);
        JsonNode list = open.remove(DIGESTS);
        JsonNode algorithm = open.remove(ALGORITHM);
        if (algorithm != null && !algorithm.asText().equals("sha-256")) {
            throw new VerificationException(Failure.UNREADABLE, "digests of an unknown kind");
        }
        if (list != null && !list.isArray()) {
            throw new VerificationException(Failure.UNREADABLE, "the digests are not an array");
        }
        if (list != null) {
            list.forEach(this::addDigest);
        }
    }

    /** Whether the entry itself says that it stands there. */
    boolean saysIndex(long index) {
        JsonNode said = open.path("index");
        return said.isIntegralNumber() && said.canConvertToLong() && said.longValue() == index;
    }

    ObjectNode open() {
        return open.deepCopy();
    }

    /** The open members themselves, to be changed, by a caller who asks this entry nothing more. */
    ObjectNode openOnce() {
        return open;
    }

    int digests() {
        return digests.size();
    }

    /**
     * What the disclosures tell: each must be one that the entry stands for.
     *
     * @throws VerificationException ALTERED_RECORD when one is not; UNREADABLE when one is given twice or is malformed
     */
    Map<String, JsonNode> disclosed(Collection<String> disclosures) {
        Map<String, JsonNode> told = new LinkedHashMap<>();
        for (String disclosure : disclosures) {
            String digest = Bytes.base64url(Bytes.sha256(disclosure.getBytes(StandardCharsets.UTF_8)));
            if (!digests.contains(digest)) {
                throw new VerificationException(Failure.ALTERED_RECORD, "the entry does not stand for a disclosure");
            }
            JsonNode parts = parts(disclosure);
            String name = parts.get(1).textValue();
            if (open.has(name) || told.put(name, parts.get(2)) != null) {
                throw new VerificationException(Failure.UNREADABLE, "a member is disclosed twice");
            }
        }
        return told;
    }

    private void addDigest(JsonNode digest) {
        if (!digest.isTextual() || !isDigest(digest.textValue()) || !digests.add(digest.textValue())) {
            throw new VerificationException(Failure.UNREADABLE, "not a digest, or one twice");
        }
    }

    /** Without a regular expression, which would be most of the time that an export takes. */
    private static boolean isDigest(String text) {
        if (text.length() != DIGEST_LENGTH) {
            return false;
        }
        for (int i = 0; i < DIGEST_LENGTH; i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_')) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode parts(String disclosure) {
        JsonNode parts;
        try {
            parts = StrictJson.read(Base64.getUrlDecoder().decode(disclosure));
        } catch (IllegalArgumentException e) {
            throw new VerificationException(Failure.UNREADABLE, "a disclosure is not base64url");
        }
        boolean wellFormed = parts.isArray() && parts.size() == 3 && parts.get(0).isTextual() && parts.get(1).isTextual();
        if (!wellFormed || parts.get(1).textValue().equals(DIGESTS) || parts.get(1).textValue().equals("...")) {
            throw new VerificationException(Failure.UNREADABLE, "not a disclosure");
        }
        return parts;
    }
}
