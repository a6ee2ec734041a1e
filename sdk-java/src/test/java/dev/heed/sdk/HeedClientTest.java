package dev.heed.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.sdk.model.CustomerToken;
import dev.heed.sdk.model.Preferences;
import dev.heed.sdk.model.Preview;
import dev.heed.sdk.model.Surface;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each door sends what the contract asks for. */
class HeedClientTest {
    private final Stage stage = new Stage();
    private final HeedClient client = stage.client();

    @AfterEach
    void close() {
        client.close();
        stage.close();
    }

    @Test
    void aChangeIsAMergePatchUnderTheVersionItWasMadeOn() {
        stage.then(200, Samples.PREFERENCES, "ETag", "\"7.3\"").then(200, Samples.PREFERENCES, "ETag", "\"8.3\"");
        CustomerPreferences preferences = client.customers().get("c-42").preferences();
        Versioned<Preferences> read = preferences.read();
        assertThat(read.value().getChosen().getTone()).isEqualTo("warm");

        assertThat(preferences.ifMatch(read.etag()).change(p -> p.tone("plain")).etag()).isEqualTo("\"8.3\"");
        assertThat(stage.last().method).isEqualTo("PATCH");
        assertThat(stage.last().header("Content-Type")).isEqualTo("application/merge-patch+json");
        assertThat(stage.last().header("If-Match")).isEqualTo("\"7.3\"");
        assertThat(stage.last().body).isEqualTo("{\"chosen\":{\"tone\":\"plain\"}}");
    }

    @Test
    void anIdIsOneSegmentOfThePathWhateverIsInIt() {
        stage.then(200, Samples.PREFERENCES);
        client.customers().get("a b/ü?#%").preferences().read();
        assertThat(stage.last().target).isEqualTo("/v1/customers/a%20b%2F%C3%BC%3F%23%25/preferences");
        assertThatThrownBy(() -> client.customers().get("..")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void momentsAreSentInMilliseconds() {
        stage.then(200, Samples.PREFERENCES);
        client.customers().get("c-42").preferences().asOf(Instant.parse("2026-03-01T12:00:00.123456Z"));
        assertThat(stage.last().target).endsWith("?asOf=2026-03-01T12%3A00%3A00.123Z");
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        stage.then(304, "", "ETag", "\"7.3\"").then(200, Samples.PREFERENCES, "ETag", "\"8.3\"");
        CustomerPreferences preferences = client.customers().get("c-42").preferences();
        assertThat(preferences.readUnless("\"7.3\"")).isEmpty();
        assertThat(preferences.readUnless("\"7.3\"")).isPresent();
        assertThat(stage.last().header("If-None-Match")).isEqualTo("\"7.3\"");
    }

    @Test
    void aPreviewTellsTheDifference() {
        stage.then(200, "{\"summary\":\"3 messages a week instead of 11.\",\"messagesPerWeek\":{\"before\":11,\"after\":3.5}}");
        Preview preview = client.customers().get("c-42").preferences().preview(p -> p.stopEverything());
        assertThat(preview.getMessagesPerWeek().getAfter()).isEqualTo(new BigDecimal("3.5"));
        assertThat(stage.last().header("Content-Type")).isEqualTo("application/merge-patch+json");
    }

    @Test
    void theWayBackTellsItsCircumstances() {
        stage.then(200, Samples.PREFERENCES).then(200, Samples.PREFERENCES);
        CustomerPreferences preferences = client.customers().get("c-42").preferences();
        preferences.revertTo(3);
        assertThat(stage.last().body).isEqualTo("{\"toVersion\":3}");
        preferences.revertTo(3, r -> r.from(Surface.APP));
        assertThat(stage.last().body).isEqualTo("{\"toVersion\":3,\"circumstances\":{\"surface\":\"app\"}}");
    }

    @Test
    void aTokenIsMintedForItsTime() {
        stage.then(201, "{\"token\":\"t\",\"customerId\":\"c-42\",\"expiresAt\":\"2026-03-01T12:00:00.000Z\"}");
        CustomerToken token = client.customers().get("c-42").mintToken(Duration.ofMinutes(10));
        assertThat(token.getToken()).isEqualTo("t");
        assertThat(stage.last().body).isEqualTo("{\"ttlSeconds\":600}");
    }

    @Test
    void aKeyIsRevokedById() {
        stage.then(204, "");
        client.keys().revoke(UUID.fromString("019a8c2e-7b1d-7a52-9c41-0b1f6f1f2a3c"));
        assertThat(stage.last().method + stage.last().target)
                .isEqualTo("DELETE/v1/keys/019a8c2e-7b1d-7a52-9c41-0b1f6f1f2a3c");
    }

    @Test
    void theLedgerIsReadAsItStands() {
        stage.then(200, "origin\n3\nroot\n").then(200, "\u0001\u0002").then(200, "{\"from\":1,\"to\":3,\"hashes\":[]}");
        assertThat(client.ledger().checkpoint()).isEqualTo("origin\n3\nroot\n");
        assertThat(client.ledger().tile("0/x001/x234/067.p/12")).containsExactly(1, 2);
        assertThat(stage.last().target).isEqualTo("/v1/ledger/tile/0/x001/x234/067.p/12");
        assertThat(client.ledger().consistency(1, 3).getHashes()).isEmpty();
        assertThatThrownBy(() -> client.ledger().tile("../../keys")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readinessIsAskedOnce() {
        stage.then(503, Samples.problem("unavailable", 503)).then(200, "{\"status\":\"up\"}");
        assertThat(client.operations().ready()).isFalse();
        assertThat(client.operations().live()).isTrue();
        stage.close();
        assertThat(client.operations().live()).isFalse();
    }

    @Test
    void aPathInFrontOfTheApiIsKept() {
        stage.then(200, Samples.PREFERENCES).then(200, "# metrics");
        try (HeedClient behind = HeedClient.builder().baseUrl(stage.url() + "/heed").build()) {
            behind.customers().get("c-42").preferences().read();
            assertThat(stage.last().target).isEqualTo("/heed/v1/customers/c-42/preferences");
            assertThat(stage.last().header("Authorization")).isNull();
            behind.operations().metrics();
            assertThat(stage.last().target).isEqualTo("/heed/metrics");
        }
    }

    @Test
    void aSharedHttpClientOutlivesThisOne() {
        OkHttpClient shared = new OkHttpClient();
        stage.builder().httpClient(shared).build().close();
        assertThat(shared.dispatcher().executorService().isShutdown()).isFalse();
        shared.dispatcher().executorService().shutdown();
    }
}
