package dev.heed.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.sdk.CustomerPreferences;
import dev.heed.sdk.StaleException;
import dev.heed.sdk.model.Per;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who changes what at the same time, and who has seen which version. */
class ConcurrencyTest {
    private static Given given;
    private static Requests requests;

    @BeforeAll
    static void start() {
        given = Given.server();
        requests = new Requests(given);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static CustomerPreferences of(String customer) {
        return given.client(Role.APP).customers().get(customer).preferences();
    }

    private static Answer read(String customer, String ifNoneMatch) {
        return requests.ask("GET", "/v1/customers/" + customer + "/preferences").as(given.key(Role.APP)).with("If-None-Match", ifNoneMatch).send();
    }

    private static Answer change(String customer, String ifMatch) {
        return requests.ask("PATCH", "/v1/customers/" + customer + "/preferences").body("application/merge-patch+json", "{\"chosen\":{\"tone\":\"plain\"}}")
            .as(given.key(Role.APP)).with("If-Match", ifMatch).send();
    }

    @Test
    void aChangeOfAnOutdatedVersionIsRefusedAndChangesNothing() {
        var preferences = of("s-1");
        var seen = preferences.read().etag();
        preferences.change(choice -> choice.tone("expert"));
        assertThatThrownBy(() -> preferences.ifMatch(seen).change(choice -> choice.tone("plain"))).isInstanceOf(StaleException.class);
        assertThatThrownBy(() -> preferences.ifMatch(seen).revertTo(0)).isInstanceOf(StaleException.class);
        var now = preferences.read();
        assertThat(now.value().getVersion()).isEqualTo(1);
        assertThat(preferences.ifMatch(now.etag()).change(choice -> choice.tone("plain")).value().getVersion()).isEqualTo(2);
    }

    @Test
    void ofManyWhoSawTheSameVersionOneWins() {
        var seen = of("s-2").read().etag();
        var next = new AtomicInteger(1);
        var outcomes = Given.together(20, () -> {
            try {
                return of("s-2").ifMatch(seen).change(choice -> choice.atMost(next.getAndIncrement(), Per.DAY)).value().getVersion();
            } catch (StaleException tooLate) {
                return -1L;
            }
        });
        assertThat(outcomes).filteredOn(version -> version == 1).hasSize(1);
        assertThat(outcomes).filteredOn(version -> version == -1).hasSize(19);
        assertThat(of("s-2").read().value().getVersion()).isEqualTo(1);
    }

    @Test
    void changesOfDifferentSettingsAllSucceed() {
        var channels = List.of("email", "text", "voice", "post", "push", "messenger");
        var next = new AtomicInteger();
        Given.together(channels.size(), () -> {
            var channel = channels.get(next.getAndIncrement());
            return of("s-3").change(choice -> choice.channel(channel).refuse());
        });
        var now = of("s-3").read().value();
        assertThat(now.getVersion()).isEqualTo(channels.size());
        assertThat(now.getChosen().getChannels().keySet()).containsExactlyInAnyOrderElementsOf(channels);
    }

    @Test
    void changesThatWaitForTheirTurnEachBuildOnTheOneBefore() {
        var channels = List.of("email", "text", "voice", "post", "push", "messenger");
        of("one-after-another").change(choice -> choice.tone("expert"));    // from now on it is remembered, and a change is thought of before its turn
        for (int round = 1; round <= 20; round++) {
            boolean allows = round % 2 == 0;
            var next = new AtomicInteger();
            Given.together(channels.size(), () -> {
                var channel = channels.get(next.getAndIncrement());
                return of("one-after-another").change(choice -> {
                    if (allows) {
                        choice.channel(channel).allow();
                    } else {
                        choice.channel(channel).refuse();
                    }
                });
            });
            var now = of("one-after-another").read().value();
            assertThat(now.getVersion()).isEqualTo(1 + round * channels.size());
            assertThat(now.getChosen().getTone()).isEqualTo("expert");
            assertThat(now.getChosen().getChannels()).hasSize(channels.size()).allSatisfy((channel, chosen) -> assertThat(chosen.getAllowed()).as(channel).isEqualTo(allows));
        }
    }

    @Test
    void whoeverKnowsOfAChangeIsNeverServedWhatWasBeforeIt() {
        int changes = 300;
        var answered = new AtomicLong();
        var next = new AtomicInteger();
        var readings = Given.together(5, () -> {
            var preferences = of("s-known");
            if (next.getAndIncrement() == 0) {
                for (int i = 0; i < changes; i++) {
                    var language = i % 2 == 0 ? "en" : "de";
                    answered.set(preferences.change(choice -> choice.language(language)).value().getVersion());
                }
                return 0;
            }
            int read = 0;
            for (; answered.get() < changes; read++) {
                long known = answered.get();
                assertThat(preferences.read().value().getVersion()).isGreaterThanOrEqualTo(known);
            }
            return read;
        });
        assertThat(readings.stream().mapToInt(Integer::intValue).sum()).isGreaterThan(changes);
        assertThat(of("s-known").read().value().getVersion()).isEqualTo(changes);
    }

    @Test
    void ifMatchTakesAListAndAStarButNoWeakTag() {
        var etag = of("s-4").read().etag();
        assertThat(change("s-4", "W/" + etag).status()).isEqualTo(412);
        assertThat(change("s-4", etag.replace("\"", "")).status()).isEqualTo(412);
        assertThat(change("s-4", "\"\"").status()).isEqualTo(412);
        assertThat(change("s-4", "\"0.9\", " + etag + ", \"x\"").status()).isEqualTo(200);
        assertThat(change("s-4", "*").status()).isEqualTo(200);
        assertThat(change("s-4", " * ").status()).isEqualTo(200);
        assertThat(change("s-4", etag).status()).as("it has moved on").isEqualTo(412);
    }

    @Test
    void whoHasTheNewestIsNotSentItAgain() {
        var preferences = of("s-5");
        var first = preferences.change(choice -> choice.tone("expert"));
        assertThat(preferences.readUnless(first.etag())).isEmpty();
        var unchanged = read("s-5", first.etag());
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        assertThat(unchanged.field("ETag")).isEqualTo(first.etag()).matches("\"[0-9.]+.*\"");
        assertThat(unchanged.field("Content-Type")).isNull();
        assertThat(unchanged.field("Content-Length")).as("of a 304 it would be the length of the 200").isNull();
        for (var known : List.of("W/" + first.etag(), "\"a\", " + first.etag(), "*")) {
            assertThat(read("s-5", known).status()).as(known).isEqualTo(304);
        }
        for (var unknown : List.of("\"a\"", "\"\"", first.etag().replace("\"", ""), first.etag() + "x")) {
            assertThat(read("s-5", unknown).status()).as(unknown).isEqualTo(200);
        }
        preferences.change(choice -> choice.tone("plain"));
        assertThat(preferences.readUnless(first.etag())).isPresent();
    }

    @Test
    void aNewCatalogMakesANewTag() {
        given.brand("moving");
        var client = given.client(given.key("moving", Role.ADMIN));
        var preferences = client.customers().get("s-6").preferences();
        var before = preferences.read();
        var catalog = client.catalog().read();
        assertThat(client.catalog().readUnless(catalog.etag())).isEmpty();
        var published = client.catalog().publish(catalog.value().edit(document -> document.putObject("policy").put("minimumAge", 18)), catalog.etag());
        assertThat(published.etag()).isNotEqualTo(catalog.etag());
        assertThat(client.catalog().readUnless(catalog.etag())).isPresent();
        assertThat(preferences.readUnless(before.etag())).isPresent();
        assertThat(preferences.read().value().getCatalogVersion()).isEqualTo(2);
        assertThatThrownBy(() -> preferences.ifMatch(before.etag()).change(choice -> choice.tone("plain"))).isInstanceOf(StaleException.class);
        assertThatThrownBy(() -> client.catalog().publish(catalog.value(), catalog.etag())).isInstanceOf(StaleException.class);
    }

    @Test
    void theTagOfAnOldCatalogVersionStays() {
        given.brand("steady");
        var client = given.client(given.key("steady", Role.ADMIN));
        var asking = requests.ask("GET", "/v1/catalog?version=1").as(given.key("steady", Role.ADMIN));
        var first = asking.send();
        client.catalog().publish(client.catalog().read().value().edit(document -> document.putObject("policy").put("minimumAge", 18)));
        assertThat(asking.send().traits()).isEqualTo(first.traits());
        assertThat(asking.with("If-None-Match", first.field("ETag")).send().status()).isEqualTo(304);
    }

    @Test
    void ofManyWhoPublishOnTheSameCatalogOneWins() {
        given.brand("contested");
        var client = given.client(given.key("contested", Role.ADMIN));
        var seen = client.catalog().read();
        var next = new AtomicInteger(1);
        var outcomes = Given.together(8, () -> {
            try {
                return client.catalog().publish(seen.value().edit(document -> document.putObject("policy").put("minimumAge", next.getAndIncrement())), seen.etag()).value().version().getAsLong();
            } catch (StaleException tooLate) {
                return -1L;
            }
        });
        assertThat(outcomes).filteredOn(version -> version == 2).hasSize(1);
        assertThat(outcomes).filteredOn(version -> version == -1).hasSize(7);
    }

    @Test
    void aChangeThatChangesNothingLeavesVersionAndTagAlone() {
        var preferences = of("s-7");
        var first = preferences.change(choice -> choice.tone("expert"));
        var again = preferences.change(choice -> choice.tone("expert"));
        assertThat(again.etag()).isEqualTo(first.etag());
        assertThat(again.value()).isEqualTo(first.value());
    }
}
