package dev.heed.sdk.testing;

import static dev.heed.sdk.model.Per.DAY;
import static dev.heed.sdk.model.Per.WEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.sdk.Customer;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.NotAllowedException;
import dev.heed.sdk.UnavailableException;
import dev.heed.sdk.model.PreferencesPatch;
import dev.heed.sdk.offline.FileStore;
import dev.heed.sdk.offline.OfflineQueue;
import java.io.File;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is chosen without a connection binds at once and is neither lost nor stronger than what was chosen elsewhere since. */
class OfflineQueueTest {
    private static final String ME = "c-42";

    private final FakeHeed fake = FakeHeed.start(RealHeed.catalog().toString());
    private final String[] token = {fake.token(ME)};
    private final HeedClient client = HeedClient.builder().baseUrl(fake.url()).credential(() -> token[0]).retries(0).build();
    private final HeedClient brand = fake.client();
    private final Customer elsewhere = brand.customers().get(ME);
    @TempDir File folder;
    private OfflineQueue queue;

    @BeforeEach
    void open() throws IOException {
        elsewhere.preferences().change(p -> p.topic("offers").allow().and().topic("newsletter").allow().and().purpose("recommendations").allow());
        queue = OfflineQueue.open(client, ME, FileStore.in(folder));
        queue.refresh();
    }

    @AfterEach
    void close() {
        client.close();
        brand.close();
        fake.close();
    }

    private OfflineQueue reopened(Duration later) throws IOException {
        return OfflineQueue.open(client, ME, FileStore.in(folder), Clock.fixed(Instant.now().plus(later), ZoneOffset.UTC));
    }

    private Boolean offersOnServer() {
        return elsewhere.preferences().read().value().getChosen().getTopics().get("offers").getAllowed();
    }

    @Test
    void aNoBindsBeforeItIsSentAndAfterARestart() throws IOException {
        assertThat(queue.allows("email", "offers")).isTrue();
        fake.dropNext();
        queue.change(p -> p.topic("offers").refuse());
        assertThat(queue.allows("email", "offers")).isFalse();
        assertThat(queue.send().heldBy().orElseThrow()).isInstanceOf(UnavailableException.class);

        queue = reopened(Duration.ZERO);
        assertThat(queue.waiting()).isOne();
        assertThat(queue.allows("email", "offers")).isFalse();
        assertThat(queue.allows("email", "newsletter")).isTrue();
        assertThat(queue.send().sent()).isOne();
        assertThat(offersOnServer()).isFalse();
        assertThat(queue.allows("email", "offers")).isFalse();
    }

    @Test
    void everyWayToSayNoBindsHere() {
        queue.change(p -> p.topic("offers").on("text").refuse());
        assertThat(queue.allows("text", "offers")).isFalse();
        assertThat(queue.allows("email", "offers")).isTrue();
        queue.change(p -> p.channel("email").refuse());
        assertThat(queue.allows("email", "newsletter")).isFalse();
        queue.change(p -> p.purpose("recommendations").unset());
        assertThat(queue.permits("recommendations")).isFalse();
        queue.change(p -> p.stopEverything());
        assertThat(queue.allows("push", "newsletter")).isFalse();
        assertThat(queue.allows("push", "order_updates")).isTrue();
    }

    @Test
    void aYesHoldsOnlyOnceTheServerSaidSo() {
        queue.change(p -> p.topic("events").allow());
        assertThat(queue.chosen().getTopics().get("events").getAllowed()).isTrue();
        assertThat(queue.allows("email", "events")).isFalse();
        queue.send();
        assertThat(queue.allows("email", "events")).isTrue();
    }

    @Test
    void beforeAnythingIsKnownNothingIsAllowed() throws IOException {
        OfflineQueue fresh = OfflineQueue.open(client, "c-43", FileStore.in(folder));
        assertThat(fresh.allows("email", "offers")).isFalse();
        assertThat(fresh.allows("email", "order_updates")).isFalse();
    }

    @Test
    void changesAreSentInOrderEachWithOneKey() {
        queue.change(p -> p.tone("plain"));
        queue.change(p -> p.tone("friendly"));
        queue.change(p -> p.stopEverything());
        fake.forgetRequests().dropNext().dropNextAnswer();
        queue.send();
        queue.send();
        assertThat(queue.send().waiting()).isZero();
        var keys = fake.requests().stream().map(request -> request.header("Idempotency-Key").orElseThrow()).collect(Collectors.toList());
        assertThat(keys).hasSize(5);
        assertThat(keys.subList(0, 3)).containsOnly(keys.get(0));
        assertThat(keys.stream().distinct()).hasSize(3);
        assertThat(elsewhere.preferences().read().value().getChosen().getTone()).isEqualTo("friendly");
        assertThat(elsewhere.history().stream()).hasSize(4);
    }

    @Test
    void aQueuedYesNeverOverridesANewerNo() {
        elsewhere.preferences().change(p -> p.topic("events").refuse());
        queue.refresh();
        queue.change(p -> p.topic("events").allow().and().topic("offers").allow().on("push").allow().and().tone("plain"));
        elsewhere.preferences().change(p -> p.topic("offers").refuse());
        var sent = queue.send();
        assertThat(sent.sent()).isOne();
        assertThat(sent.overruled()).containsExactly("/topics/offers/allowed");
        assertThat(offersOnServer()).isFalse();
        // Nobody touched it since it was read: the customer's yes counts.
        var chosen = elsewhere.preferences().read().value().getChosen();
        assertThat(chosen.getTopics().get("events").getAllowed()).isTrue();
        assertThat(chosen.getTone()).isEqualTo("plain");
    }

    @Test
    void theSameNoSaidAgainElsewhereIsNewer() {
        elsewhere.preferences().change(p -> p.topic("events").refuse());
        queue.refresh();
        queue.change(p -> p.topic("events").allow());
        elsewhere.preferences().change(p -> p.topic("events").allow());
        elsewhere.preferences().change(p -> p.topic("events").refuse());
        assertThat(queue.send().overruled()).containsExactly("/topics/events/allowed");
        assertThat(queue.waiting()).isZero();
        assertThat(elsewhere.preferences().read().value().getChosen().getTopics().get("events").getAllowed()).isFalse();
    }

    @Test
    void theMoreProtectiveCapPauseAndHoursWin() {
        queue.change(p -> p.atMost(1, WEEK).channel("email").atMost(5, DAY).and().pauseUntil(Instant.parse("2099-01-01T00:00:00Z")));
        elsewhere.preferences().change(p -> p.atMost(3, WEEK).channel("email").atMost(1, WEEK).and().pauseUntil(Instant.parse("2098-01-01T00:00:00Z")));
        assertThat(queue.send().overruled()).containsExactly("/channels/email/frequency");
        var chosen = elsewhere.preferences().read().value().getChosen();
        assertThat(chosen.getFrequency().getMax()).isOne();
        assertThat(chosen.getChannels().get("email").getFrequency().getPer()).isEqualTo(WEEK);
        assertThat(chosen.getPaused().getUntil()).isEqualTo(Instant.parse("2099-01-01T00:00:00Z"));
    }

    @Test
    void aNewCatalogAloneOverrulesNothing() {
        queue.change(p -> p.topic("events").allow());
        fake.publish(RealHeed.catalog().toString());
        assertThat(queue.send().overruled()).isEmpty();
        assertThat(elsewhere.preferences().read().value().getChosen().getTopics().get("events").getAllowed()).isTrue();
    }

    @Test
    void anExpiredTokenHoldsTheQueueUntilThereIsAnother() {
        queue.change(p -> p.stopEverything());
        fake.expireTokens();
        assertThat(queue.send().heldBy().orElseThrow()).isInstanceOf(NotAllowedException.class);
        assertThat(queue.waiting()).isOne();
        assertThat(queue.allows("email", "offers")).isFalse();
        token[0] = fake.token(ME);
        assertThat(queue.send().sent()).isOne();
    }

    @Test
    void whatIsRefusedForGoodIsToldAndHoldsNothingUp() {
        queue.change(p -> p.topic("raffles").allow().and().topic("offers").refuse());
        queue.change(PreferencesPatch.parse("{\"chosen\":{\"mood\":\"good\"}}"));
        queue.change(p -> p.channel("text").refuse());
        var sent = queue.send();
        assertThat(sent.sent()).isEqualTo(2);
        assertThat(sent.waiting()).isZero();
        assertThat(sent.refused()).extracting(refused -> refused.settings().toString()).containsExactly("[/topics/raffles/allowed]", "[/mood]");
        assertThat(sent.refused().get(0).why().kind()).isEqualTo("catalog_violation");
        assertThat(offersOnServer()).isFalse();
        assertThat(elsewhere.preferences().read().value().getChosen().getChannels().get("text").getAllowed()).isFalse();
    }

    @Test
    void aRefusalIsSentThoughTheClockOfTheDeviceIsWrong() throws IOException {
        OfflineQueue ahead = reopened(Duration.ofDays(2));
        ahead.change(p -> p.stopEverything());
        assertThat(reopened(Duration.ofDays(3)).send().sent()).isOne();
        assertThat(elsewhere.preferences().read().value().getChosen().getStopped()).isTrue();
    }

    @Test
    void whenItWasChosenIsToldIfThatIsLongAgo() throws IOException {
        OfflineQueue hourAgo = reopened(Duration.ofHours(-1));
        hourAgo.change(p -> p.stopEverything());
        reopened(Duration.ZERO).send();
        var record = elsewhere.history().stream().findFirst().orElseThrow().getChange().getRecords().get(0);
        assertThat(Duration.between(record.getOccurredAt(), record.getRecordedAt())).isGreaterThan(Duration.ofMinutes(59));
    }

    @Test
    void signingOutLeavesNothingOnTheDevice() throws IOException {
        queue.change(p -> p.stopEverything());
        assertThat(queue.signOut()).isOne();
        assertThat(folder.list()).isEmpty();
        assertThatThrownBy(() -> queue.change(p -> p.resume())).isInstanceOf(IllegalStateException.class);
        assertThat(queue.allows("email", "offers")).isFalse();
        assertThat(queue.send().waiting()).isZero();
        assertThat(reopened(Duration.ZERO).waiting()).isZero();
    }

    @Test
    void nothingIsSharedBetweenCustomers() throws IOException {
        queue.change(p -> p.stopEverything());
        OfflineQueue other = OfflineQueue.open(client, "c-43", FileStore.in(folder));
        assertThat(other.waiting()).isZero();
        other.change(p -> p.tone("plain"));
        assertThat(folder.list()).hasSize(2).allMatch(name -> !name.contains("c-4"));
        other.signOut();
        assertThat(reopened(Duration.ZERO).waiting()).isOne();
    }
}
