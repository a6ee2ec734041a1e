package dev.heed.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heed.sdk.model.Role;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried again, how long after, and with which key. */
class RetriesTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aBusyServerIsAskedTwiceMore() {
        stage.then(503, "").then(429, "").then(200, Samples.PREFERENCES);
        try (HeedClient client = stage.client()) {
            assertThat(client.customers().get("c-42").preferences().read().value().getVersion()).isEqualTo(7);
        }
        assertThat(stage.asked).hasSize(3);
        assertThat(stage.waits).hasSize(2);
        assertThat(stage.waits.get(0)).isLessThan(Duration.ofMillis(250));
        assertThat(stage.waits.get(1)).isLessThan(Duration.ofMillis(500));
    }

    @Test
    void afterTheLastTryTheFailureIsTold() {
        stage.then(503, "").then(503, "").then(503, Samples.problem("unavailable", 503), "Retry-After", "4").then(200, "{}");
        try (HeedClient client = stage.client()) {
            UnavailableException e = catchThrowableOfType(UnavailableException.class, () -> client.catalog().read());
            assertThat(e.kind()).isEqualTo("unavailable");
            assertThat(e.retryAfter()).contains(Duration.ofSeconds(4));
        }
        assertThat(stage.asked).hasSize(3);
    }

    @Test
    void theServersRetryAfterIsObeyed() {
        stage.then(429, "", "Retry-After", "3").then(200, Samples.PREFERENCES);
        try (HeedClient client = stage.client()) {
            client.customers().get("c-42").preferences().read();
        }
        assertThat(stage.waits).hasSize(1);
        assertThat(stage.waits.get(0)).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3250));
    }

    @Test
    void aRetryAfterMayBeADate() {
        stage.then(503, "", "Retry-After", "Fri, 01 Jan 2100 00:00:00 GMT");
        try (HeedClient client = stage.client()) {
            UnavailableException e = catchThrowableOfType(UnavailableException.class, () -> client.catalog().read());
            assertThat(e.retryAfter().orElse(Duration.ZERO)).isGreaterThan(Duration.ofDays(365));
        }
    }

    @Test
    void aRetryAfterBeyondTheLongestWaitIsToldInsteadOfWaitedFor() {
        stage.then(429, Samples.problem("rate_limited", 429), "Retry-After", "3600");
        try (HeedClient client = stage.client()) {
            RateLimitedException e = catchThrowableOfType(RateLimitedException.class, () -> client.catalog().read());
            assertThat(e.retryAfter()).contains(Duration.ofHours(1));
        }
        assertThat(stage.asked).hasSize(1);
        assertThat(stage.waits).isEmpty();
    }

    @Test
    void connectionsThatFailOrBreakOffAreTriedAgain() {
        stage.thenHangUp().thenBreakOff().then(200, Samples.PREFERENCES);
        try (HeedClient client = stage.client()) {
            assertThat(client.customers().get("c-42").preferences().read().value().getVersion()).isEqualTo(7);
        }
        assertThat(stage.asked).hasSize(3);
    }

    @Test
    void aSilentServerIsTriedAgain() {
        stage.then(exchange -> sleep(1000)).then(200, Samples.PREFERENCES);
        try (HeedClient client = stage.builder().readTimeout(Duration.ofMillis(200)).build()) {
            client.customers().get("c-42").preferences().read();
        }
        assertThat(stage.asked).hasSize(2);
    }

    @Test
    void aCallEndsWhenItsTimeIsUpWhateverTriesAreLeft() {
        stage.then(exchange -> sleep(1000)).then(200, Samples.PREFERENCES);
        try (HeedClient client = stage.builder().callTimeout(Duration.ofMillis(200)).build()) {
            assertThatThrownBy(() -> client.catalog().read()).isInstanceOf(UnavailableException.class);
        }
        assertThat(stage.asked).hasSize(1);
        assertThat(stage.waits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 412, 413, 415, 422, 500, 502})
    void nothingElseIsTriedAgain(int status) {
        stage.then(status, Samples.problem("some_kind", status)).then(200, Samples.PREFERENCES);
        try (HeedClient client = stage.client()) {
            assertThatThrownBy(() -> client.customers().get("c-42").preferences().change(p -> p.tone("warm")))
                    .isInstanceOf(HeedException.class);
        }
        assertThat(stage.asked).hasSize(1);
    }

    @Test
    void retriesCanBeSwitchedOff() {
        stage.then(503, "").then(200, Samples.PREFERENCES);
        try (HeedClient client = stage.builder().retries(0).build()) {
            assertThatThrownBy(() -> client.catalog().read()).isInstanceOf(UnavailableException.class);
        }
        assertThat(stage.asked).hasSize(1);
    }

    @Test
    void everyTryOfACallCarriesTheSameIdempotencyKeyAndEveryCallItsOwn() {
        for (int call = 0; call < 2; call++) {
            stage.thenHangUp().then(503, "").then(200, Samples.PREFERENCES);
        }
        long before = System.currentTimeMillis();
        try (HeedClient client = stage.client()) {
            CustomerPreferences preferences = client.customers().get("c-42").preferences();
            preferences.change(p -> p.tone("warm"));
            client.customers().get("c-42").preferences().revertTo(3);
        }
        List<String> keys = stage.asked.stream().map(a -> a.header("Idempotency-Key")).collect(Collectors.toList());
        assertThat(keys).hasSizeGreaterThanOrEqualTo(6).allMatch(key -> key.matches("\"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\""));
        assertThat(keys).as("in the order of time").allSatisfy(key ->
            assertThat(UUID.fromString(key.substring(1, 37)).getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis()));
        assertThat(keys.stream().distinct()).hasSize(2);
    }

    @Test
    void readsCarryNoIdempotencyKey() {
        stage.then(200, Samples.PREFERENCES);
        try (HeedClient client = stage.client()) {
            client.customers().get("c-42").preferences().read();
        }
        assertThat(stage.last().header("Idempotency-Key")).isNull();
    }

    @Test
    void aCallersOwnIdempotencyKeyIsUsed() {
        stage.then(201, "{\"id\":\"019a8c2e-7b1d-7a52-9c41-0b1f6f1f2a3c\",\"key\":\"k\"}");
        try (HeedClient client = stage.client()) {
            client.keys().withIdempotencyKey("order 7").create(Role.APP, "shop");
            assertThat(stage.last().header("Idempotency-Key")).isEqualTo("\"order 7\"");
            assertThatThrownBy(() -> client.keys().withIdempotencyKey("a\"b")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theCredentialIsAskedForAtEachTry() {
        stage.then(503, "").then(200, Samples.PREFERENCES);
        Iterator<String> tokens = List.of("old", "new").iterator();
        try (HeedClient client = stage.builder().credential(tokens::next).build()) {
            client.customers().get("c-42").preferences().read();
        }
        assertThat(stage.asked).extracting(a -> a.header("Authorization")).containsExactly("Bearer old", "Bearer new");
    }

    @Test
    void aRefusedCredentialIsReplacedOnce() {
        stage.then(401, Samples.problem("unauthenticated", 401)).then(200, Samples.PREFERENCES);
        Iterator<String> tokens = List.of("old", "new").iterator();
        try (HeedClient client = stage.builder().credential(tokens::next).build()) {
            client.customers().get("c-42").preferences().change(p -> p.tone("warm"));
        }
        assertThat(stage.asked).extracting(a -> a.header("Authorization")).containsExactly("Bearer old", "Bearer new");
        assertThat(stage.asked).extracting(a -> a.header("Idempotency-Key")).doesNotContainNull().containsOnly(stage.last().header("Idempotency-Key"));
    }

    @Test
    void aRedirectIsNotFollowedSinceAPatchWouldBecomeAGet() {
        stage.then(302, "", "Location", "/elsewhere").then(200, Samples.PREFERENCES);
        try (HeedClient client = stage.client()) {
            HeedException e = catchThrowableOfType(
                    HeedException.class,
                    () -> client.customers().get("c-42").preferences().change(p -> p.tone("warm")));
            assertThat(e.status()).isEqualTo(302);
        }
        assertThat(stage.asked).hasSize(1);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
