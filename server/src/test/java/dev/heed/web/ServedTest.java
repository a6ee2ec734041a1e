package dev.heed.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests.Asking;
import dev.heed.http.WebSdk;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The element as any page loads it: under a name that stays and one that never changes. */
class ServedTest {
    private static Given given;

    @BeforeAll
    static void start() {
        given = Given.server();
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Answer get(String path, String encodings) {
        return new Asking(given.http(), given.url(), "GET", path).with("Accept-Encoding", encodings).send();
    }

    @Test
    void anyPageMayLoadItAndTheImmutableAddressHasTheHashThatIsPrinted() throws NoSuchAlgorithmException {
        var newest = get("/heed.js", "identity");
        var immutable = get(WebSdk.path(), "identity");
        assertThat(newest.field("Cache-Control")).isEqualTo("no-cache");
        assertThat(immutable.field("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(immutable.body()).isEqualTo(newest.body());
        assertThat(WebSdk.integrity()).isEqualTo("sha384-" + Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-384").digest(immutable.body())));
        for (var answer : List.of(newest, immutable)) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.field("Content-Type")).startsWith("text/javascript");
            assertThat(answer.field("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(answer.field("Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
            assertThat(answer.field("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.field("Vary")).isEqualTo("Accept-Encoding");
        }
        assertThat(new String(get("/docs", "identity").body(), UTF_8)).as("the page of the API prints both").contains(WebSdk.path(), WebSdk.integrity());
        assertThat(get("/heed/heed-0000000000000000.js", "identity").status()).isEqualTo(404);
    }

    @Test
    void bothFormsHaveTagsOfTheirOwnAndAreNotSentAgain() throws IOException {
        var plain = get("/heed.js", "identity");
        var zipped = get("/heed.js", "br, gzip");
        assertThat(zipped.field("Content-Encoding")).isEqualTo("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes()).isEqualTo(plain.body());
        assertThat(zipped.field("ETag")).startsWith("\"").isNotEqualTo(plain.field("ETag"));
        assertThat(get("/heed.js", "gzip;q=0").field("Content-Encoding")).isNull();
        for (var answer : List.of(plain, zipped)) {
            var encodings = answer == plain ? "identity" : "gzip";
            var again = new Asking(given.http(), given.url(), "GET", "/heed.js").with("Accept-Encoding", encodings).with("If-None-Match", answer.field("ETag")).send();
            assertThat(again.status()).isEqualTo(304);
            assertThat(again.field("ETag")).isEqualTo(answer.field("ETag"));
        }
    }
}
