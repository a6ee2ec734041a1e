package dev.heed.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.heed.brand.Catalog.Notice;
import dev.heed.store.Hashes;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The very text that was shown when asking.
 *
 * @param sha256 of the text in UTF-8, as base64url without padding
 */
public record NoticeShown(String id, long version, String language, String sha256) {
    /** A notice never changes: by language, as it is shown. Forgotten with its catalog. */
    private static final Cache<Notice, Map<String, NoticeShown>> KNOWN = Caffeine.newBuilder().executor(Runnable::run).weakKeys().build();

    /** A notice as shown in a language, one that its text has. */
    static NoticeShown of(Notice notice, String language) {
        return KNOWN.get(notice, unknown -> new ConcurrentHashMap<>())
            .computeIfAbsent(language, unknown -> new NoticeShown(notice.id(), notice.version(), unknown, hash(notice.text().get(unknown))));
    }

    /** The hash by which a text is known again. */
    public static String hash(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    static NoticeShown of(JsonNode json) {
        return new NoticeShown(json.get("id").textValue(), json.get("version").longValue(), json.get("language").textValue(), json.get("sha256").textValue());
    }

    public ObjectNode toJson() {
        return Json.object().put("id", id).put("version", version).put("language", language).put("sha256", sha256);
    }
}
