package dev.heed.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heed.sdk.HeedClient;
import dev.heed.sdk.HeedException;
import dev.heed.sdk.NotAllowedException;
import dev.heed.sdk.NotFoundException;
import dev.heed.sdk.RateLimitedException;
import dev.heed.sdk.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake fails when it is told to, and tells what it was asked. */
class FakeHeedTest {
    private final FakeHeed fake = FakeHeed.start(RealHeed.catalog().toString());

    @AfterEach
    void close() {
        fake.close();
    }

    private HeedClient.Builder patient() {
        return HeedClient.builder().baseUrl(fake.url()).credential(fake.key());
    }

    @Test
    void aDroppedRequestIsTriedAgainWithTheSameKey() {
        fake.dropNext();
        try (var client = fake.client("c-42")) {
            assertThat(client.customers().get("c-42").preferences().change(p -> p.stopEverything()).value().getVersion()).isEqualTo(1);
        }
        assertThat(fake.requests()).hasSize(2);
        assertThat(fake.requests()).extracting(request -> request.header("Idempotency-Key").orElseThrow()).containsOnly(fake.requests().get(0).header("Idempotency-Key").orElseThrow());
        assertThat(fake.requests().get(0).json().at("/chosen/stopped").booleanValue()).isTrue();
    }

    @Test
    void whatWasDoneBeforeTheConnectionBrokeIsNotDoneTwice() {
        fake.dropNextAnswer();
        try (var client = fake.client("c-42")) {
            var customer = client.customers().get("c-42");
            customer.preferences().change(p -> p.stopEverything());
            assertThat(customer.history().stream()).hasSize(1);
        }
    }

    @Test
    void theExampleOfTheReadmeRuns() throws IOException {
        var catalogJson = RealHeed.catalog().toString();
        // example
        try (FakeHeed fake = FakeHeed.start(catalogJson); HeedClient client = fake.client("c-42")) {
            fake.dropNextAnswer();
            client.customers().get("c-42").preferences().change(p -> p.stopEverything());
            assertThat(fake.requests()).hasSize(2);
        }
        // end
        var source = Files.readString(Path.of("src/test/java/dev/heed/sdk/testing/FakeHeedTest.java"));
        var example = source.substring(source.indexOf("// example") + 11, source.indexOf("        // end")).replaceAll("(?m)^ {8}", "");
        assertThat(Files.readString(Path.of("../README.md"))).contains(example);
    }

    @Test
    void failuresAreToldAsTheRealOnesAre() {
        try (var client = patient().retries(0).build()) {
            var preferences = client.customers().get("c-42").preferences();
            fake.failNext(503);
            assertThat(catchThrowableOfType(UnavailableException.class, preferences::read).retryAfter()).contains(Duration.ofSeconds(1));
            fake.rateLimitNext(Duration.ofHours(1));
            assertThat(catchThrowableOfType(RateLimitedException.class, preferences::read).retryAfter()).contains(Duration.ofHours(1));
            fake.failNext(500, 2);
            for (int i = 0; i < 2; i++) {
                assertThat(catchThrowableOfType(HeedException.class, preferences::read).kind()).isEqualTo("internal");
            }
            fake.dropNext().recover();
            assertThat(preferences.read().value().getVersion()).isZero();
        }
    }

    @Test
    void anAnswerMayTakeLong() {
        fake.delayNext(Duration.ofSeconds(2));
        try (var client = patient().retries(0).readTimeout(Duration.ofMillis(200)).build()) {
            assertThatThrownBy(() -> client.catalog().read()).isInstanceOf(UnavailableException.class);
        }
    }

    @Test
    void tokensExpireAndAreReplaced() {
        var token = new String[] {fake.token("c-42")};
        try (var client = HeedClient.builder().baseUrl(fake.url()).credential(() -> token[0]).build()) {
            client.customers().get("c-42").preferences().read();
            fake.expireTokens();
            assertThatThrownBy(() -> client.customers().get("c-42").preferences().read()).isInstanceOf(NotAllowedException.class);
            token[0] = fake.token("c-42");
            client.customers().get("c-42").preferences().read();
            assertThatThrownBy(() -> client.customers().get("c-43").preferences().read()).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> client.decisions().ask("c-42", "email", "offers")).isInstanceOf(NotAllowedException.class);
        }
    }

    @Test
    void aBackendMintsTokens() {
        try (var brand = fake.client()) {
            var minted = brand.customers().get("c-42").mintToken(Duration.ofMinutes(5));
            try (var device = HeedClient.builder().baseUrl(fake.url()).credential(minted.getToken()).build()) {
                assertThat(device.customers().get("~").preferences().read().value().getCustomerId()).isEqualTo("c-42");
            }
        }
    }

    @Test
    void aNewCatalogMakesOldVersionsStale() {
        try (var client = fake.client()) {
            var read = client.catalog().read();
            fake.publish(RealHeed.catalog().toString());
            assertThat(client.catalog().readUnless(read.etag()).orElseThrow().value().version()).hasValue(2);
        }
    }

    @Test
    void whatItDoesNotPlayItSays() {
        try (var client = fake.client()) {
            assertThat(catchThrowableOfType(HeedException.class, () -> client.ledger().checkpoint()).kind()).isEqualTo("not_played");
        }
        assertThat(fake.forgetRequests().requests()).isEmpty();
    }
}
