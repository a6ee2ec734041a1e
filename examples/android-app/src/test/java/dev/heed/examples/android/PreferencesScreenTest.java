package dev.heed.examples.android;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sdk.HeedClient;
import dev.heed.sdk.testing.FakeHeed;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day with the app: in the subway, at home, on another device, and signed out. */
class PreferencesScreenTest implements PreferencesScreen.View {
    private static final String ME = "c-42";

    private final List<String> sentences = new ArrayList<>();
    private Map<String, Boolean> on;
    private boolean stopped;
    private int waiting;
    @TempDir File files;
    private FakeHeed fake;
    private HeedClient elsewhere;
    private Session session;
    private PreferencesScreen screen;

    @BeforeEach
    void signIn() throws IOException {
        fake = FakeHeed.start(Files.readString(Path.of("../outdoor-shop/catalog.json")));
        elsewhere = fake.client();
        elsewhere.customers().get(ME).preferences().change(p -> p.topic("offers").allow());
        begin();
        screen.open().join();
    }

    private void begin() throws IOException {
        session = Session.begin(fake.url(), ME, () -> fake.token(ME), files);
        screen = new PreferencesScreen(session, ME, Runnable::run, this);
    }

    @AfterEach
    void close() {
        session.close();
        elsewhere.close();
        fake.close();
    }

    @Override
    public void show(Map<String, Boolean> on, boolean stopped, int waiting) {
        this.on = on;
        this.stopped = stopped;
        this.waiting = waiting;
    }

    @Override
    public void say(String sentence) {
        sentences.add(sentence);
    }

    @Test
    void aSwitchIsSaved() {
        assertThat(on).containsEntry("offers", true);
        assertThat(session.mayNotify("offers")).isTrue();
        screen.topic("offers", false).join();
        assertThat(sentences).containsExactly("Saved.");
        assertThat(session.mayNotify("offers")).isFalse();
    }

    @Test
    void inTheSubwayANoCountsAtOnceAndIsSentLater() throws Exception {
        fake.dropNext().dropNext().dropNext();
        screen.stopEverything().join();
        assertThat(sentences).containsExactly("Kept, and it counts here. It is sent when there is a connection.");
        assertThat(stopped).isTrue();
        assertThat(waiting).isOne();
        assertThat(session.mayNotify("offers")).isFalse();

        session.close();
        begin();
        assertThat(session.mayNotify("offers")).isFalse();
        screen.open().join();
        assertThat(waiting).isZero();
        assertThat(elsewhere.customers().get(ME).preferences().read().value().getChosen().getStopped()).isTrue();
        screen.resume().join();
        assertThat(session.mayNotify("offers")).isTrue();
    }

    @Test
    void aNoFromAnotherDeviceIsNotOverruled() {
        fake.dropNext().dropNext().dropNext();
        screen.topic("events", true).join();
        elsewhere.customers().get(ME).preferences().change(p -> p.topic("events").refuse());
        screen.topic("newsletter", true).join();
        assertThat(sentences).last().isEqualTo("You chose otherwise on another device: events");
        assertThat(on).containsEntry("events", false).containsEntry("newsletter", true);
    }

    @Test
    void whatIsNoLongerOfferedIsSaid() {
        screen.topic("raffles", true).join();
        assertThat(sentences).containsExactly("No longer offered: raffles");
        assertThat(waiting).isZero();
    }

    @Test
    void stoppingIsExplainedInWords() {
        screen.explainStop().join();
        assertThat(sentences.get(0)).contains("instead of");
        assertThat(stopped).isFalse();
    }

    @Test
    void signingOutLeavesNothing() {
        fake.failNext(503, 3);
        screen.stopEverything().join();
        assertThat(session.end()).isZero();
        assertThat(new File(files, "heed").list()).isEmpty();
        assertThat(elsewhere.customers().get(ME).preferences().read().value().getChosen().getStopped()).isTrue();
    }
}
