package dev.heed.contract;

import static dev.heed.contract.Requests.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.brand.Brand;
import dev.heed.http.Contract.Operation;
import dev.heed.sdk.RateLimitedException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody can ask too often. */
class RateLimitTest {
    private static Given given;
    private static Brand shop;
    private static Requests requests;

    @BeforeAll
    static void start() {
        given = Given.server(Map.of("HEED_KEY_READS", "2/600", "HEED_KEY_WRITES", "2/600", "HEED_CUSTOMER_READS", "3/600", "HEED_CUSTOMER_WRITES", "1/600"), Clock.systemUTC());
        shop = given.app().brand(Given.SHOP).orElseThrow();
        requests = new Requests(given);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    static Stream<Operation> secured() {
        return CONTRACT.operations().values().stream().filter(operation -> !Requests.isPublic(operation));
    }

    private static String freshKey(Role role) {
        return given.app().createKey(shop, role, "fresh");
    }

    @ParameterizedTest
    @MethodSource("secured")
    void overTheLimitTheAnswerTellsWhenToComeAgain(Operation operation) {
        boolean asks = operation.method().equals("GET") || List.of("decisions_make", "decisions_stream", "audiences_count", "evidence_make").contains(operation.id());
        var kind = asks ? "read" : "write";
        var key = freshKey(Role.ADMIN);
        for (int left = 1; left >= 0; left--) {
            var answer = requests.ask(operation).as(key).send();
            assertThat(answer.status()).isLessThan(300);
            assertThat(answer.field("RateLimit-Policy")).isEqualTo("\"" + kind + "\";q=2;w=600");
            assertThat(answer.field("RateLimit")).matches("\"" + kind + "\";r=" + left + ";t=[0-9]+");
        }
        var refused = requests.ask(operation).as(key).send();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.kind()).isEqualTo("rate_limited");
        assertThat(Integer.parseInt(refused.field("Retry-After"))).isBetween(1, 300);
        assertThat(refused.field("RateLimit-Policy")).isEqualTo("\"" + kind + "\";q=2;w=600");
        assertThat(refused.field("RateLimit")).matches("\"" + kind + "\";r=0;t=[0-9]+");
    }

    @Test
    void readsAndWritesAreCountedApartAndSoAreKeys() {
        var one = freshKey(Role.APP);
        var other = freshKey(Role.APP);
        var read = CONTRACT.operation("preferences_read");
        var preview = CONTRACT.operation("preferences_preview");
        for (int i = 0; i < 2; i++) {
            assertThat(requests.ask(read).as(one).send().status()).isEqualTo(200);
        }
        assertThat(requests.ask(read).as(one).send().status()).isEqualTo(429);
        assertThat(requests.ask(preview).as(one).send().status()).isEqualTo(200);
        assertThat(requests.ask(read).as(other).send().status()).isEqualTo(200);
    }

    @Test
    void allTokensOfACustomerShareOneLimitAndNoOtherCustomers() {
        var customers = given.client(freshKey(Role.APP)).customers();
        var first = customers.get("c-7").mintToken(java.time.Duration.ofMinutes(5)).getToken();
        var second = customers.get("c-7").mintToken(java.time.Duration.ofMinutes(6)).getToken();
        assertThat(first).isNotEqualTo(second);
        for (var token : new String[] {first, second, first}) {
            assertThat(given.client(token).customers().get("c-7").preferences().read().value().getVersion()).isZero();
        }
        var refused = catchThrowableOfType(RateLimitedException.class, () -> given.client(second).customers().get("c-7").preferences().read());
        assertThat(refused.kind()).isEqualTo("rate_limited");

        var elses = given.client(freshKey(Role.APP)).customers().get("c-8").mintToken(java.time.Duration.ofMinutes(5)).getToken();
        assertThat(given.client(elses).customers().get("c-8").preferences().read().value().getVersion()).isZero();
    }

    @Test
    void whatIsForbiddenCountsToo() {
        var key = freshKey(Role.SENDER);
        var list = CONTRACT.operation("keys_list");
        assertThat(requests.ask(list).as(key).send().status()).isEqualTo(403);
        assertThat(requests.ask(list).as(key).send().status()).isEqualTo(403);
        assertThat(requests.ask(list).as(key).send().status()).isEqualTo(429);
    }
}
