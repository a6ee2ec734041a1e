package dev.heed.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.PreferencesPatch;
import dev.heed.sdk.offline.OfflineQueue;
import dev.heed.sdk.offline.QueueStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A device that loses its connection, its answers, its token and its memory at random, beside another that changes the same settings; held against a
 * model of one page.
 */
class OfflineModelTest {
    private static final String ME = "c-42";
    private static final List<String> TOPICS = List.of("offers", "events", "newsletter");
    private static final int ROUNDS = 40;
    private static final int STEPS = 30;

    /** Keeps the newest state, as a disk does. */
    private static final class Memory implements QueueStore {
        private final Map<String, byte[]> kept = new HashMap<>();

        @Override
        public Optional<byte[]> load(String key) {
            return Optional.ofNullable(kept.get(key));
        }

        @Override
        public void save(String key, byte[] state) {
            kept.put(key, state);
        }

        @Override
        public void clear(String key) {
            kept.remove(key);
        }
    }

    /** Who said what of each topic, in which order, since device and server last agreed. */
    private static final class Model {
        private record Said(int at, String topic, boolean allowed) {}

        private final List<Said> here = new ArrayList<>();
        private final List<Said> there = new ArrayList<>();
        /** When the device may have learned of what was said elsewhere, and the server of what was said here. */
        private final List<Integer> talked = new ArrayList<>();
        private int now;

        void here(String topic, boolean allowed) {
            here.add(new Said(++now, topic, allowed));
        }

        void there(String topic, boolean allowed) {
            there.add(new Said(++now, topic, allowed));
        }

        void talked() {
            talked.add(++now);
        }

        void agreed() {
            here.clear();
            there.clear();
            talked.clear();
        }

        /** What must hold now; empty where the order in which the server heard of it decides. */
        Optional<Boolean> mustBe(String topic) {
            var last = last(here, topic);
            var other = last(there, topic);
            if (other.isEmpty()) {
                return last.map(Said::allowed);
            }
            if (refusedHere(topic)) {
                return Optional.of(false);
            }
            boolean knowing = here.stream().anyMatch(said -> said.topic.equals(topic) && said.allowed && said.at > talkedAfter(other.get().at));
            return other.get().allowed || knowing ? Optional.empty() : Optional.of(false);
        }

        /** Whether the device's last word is a no that no yes from elsewhere can have come after. */
        boolean refusedHere(String topic) {
            var last = last(here, topic);
            return last.isPresent() && !last.get().allowed
                && there.stream().noneMatch(said -> said.topic.equals(topic) && said.allowed && said.at > talkedAfter(last.get().at));
        }

        private int talkedAfter(int at) {
            return talked.stream().filter(talk -> talk > at).findFirst().orElse(Integer.MAX_VALUE);
        }

        private static Optional<Said> last(List<Said> all, String topic) {
            return all.stream().filter(said -> said.topic.equals(topic)).reduce((earlier, later) -> later);
        }
    }

    @Test
    void aNoIsNeitherLostNorOverriddenWhateverGoesWrong() throws IOException {
        for (long seed = 1; seed <= ROUNDS; seed++) {
            play(seed);
        }
    }

    private static void play(long seed) throws IOException {
        var random = new Random(seed);
        try (var fake = FakeHeed.start(RealHeed.catalog().toString()); var brand = fake.client()) {
            var token = new String[] {fake.token(ME)};
            try (var client = HeedClient.builder().baseUrl(fake.url()).credential(() -> token[0]).retries(0).build()) {
                var memory = new Memory();
                var model = new Model();
                var queue = OfflineQueue.open(client, ME, memory);
                queue.refresh();
                var story = new ArrayList<String>();
                for (int step = 0; step < STEPS; step++) {
                    var topic = TOPICS.get(random.nextInt(TOPICS.size()));
                    boolean allowed = random.nextBoolean();
                    switch (random.nextInt(8)) {
                        case 0, 1, 2 -> {
                            queue.change(patch(topic, allowed));
                            model.here(topic, allowed);
                            story.add("device " + topic + " " + allowed);
                        }
                        case 3 -> {
                            var there = brand.customers().get(ME).preferences();
                            long before = there.read().value().getVersion();
                            // To say again what is so leaves no trace, and so nothing to yield to.
                            if (there.change(patch(topic, allowed)).value().getVersion() > before) {
                                model.there(topic, allowed);
                            }
                            story.add("elsewhere " + topic + " " + allowed);
                        }
                        case 4 -> {
                            model.talked();
                            trouble(fake, random);
                            story.add("send in trouble, left " + queue.send().waiting());
                            fake.recover();
                            token[0] = fake.token(ME);
                        }
                        case 5 -> {
                            queue = OfflineQueue.open(client, ME, memory);
                            story.add("restart");
                        }
                        case 6 -> {
                            model.talked();
                            queue.refresh();
                            story.add("refresh");
                        }
                        default -> {
                            settle(queue, brand, model, "seed " + seed + ": " + story);
                            story.clear();
                        }
                    }
                    binds(queue, model, "seed " + seed + ": " + story);
                }
                settle(queue, brand, model, "seed " + seed + ": " + story);
            }
        }
    }

    private static void trouble(FakeHeed fake, Random random) {
        switch (random.nextInt(5)) {
            case 0 -> fake.dropNext();
            case 1 -> fake.dropNextAnswer();
            case 2 -> fake.failNext(503);
            case 3 -> fake.expireTokens();
            default -> fake.failNext(500);
        }
    }

    /** What the device refused last is not allowed here, sent or not. */
    private static void binds(OfflineQueue queue, Model model, String story) {
        for (var topic : TOPICS) {
            if (model.refusedHere(topic)) {
                assertThat(queue.allows("email", topic)).as(topic + " after " + story).isFalse();
            }
        }
    }

    /** With a connection everything is sent, and what holds is what the model says. */
    private static void settle(OfflineQueue queue, HeedClient brand, Model model, String story) {
        var sent = queue.send();
        assertThat(sent.waiting()).as(story).isZero();
        assertThat(sent.refused()).as(story).isEmpty();
        queue.refresh();
        var chosen = Json.mapper().valueToTree(brand.customers().get(ME).preferences().read().value()).path("chosen");
        for (var topic : TOPICS) {
            boolean is = chosen.path("topics").path(topic).path("allowed").booleanValue();
            model.mustBe(topic).ifPresent(must -> assertThat(is).as(topic + " after " + story).isEqualTo(must));
            assertThat(queue.allows("email", topic)).as(topic + " is what the server says, after " + story).isEqualTo(is);
        }
        model.agreed();
    }

    private static PreferencesPatch patch(String topic, boolean allowed) {
        ObjectNode patch = Json.mapper().createObjectNode();
        patch.putObject("chosen").putObject("topics").putObject(topic).put("allowed", allowed);
        return PreferencesPatch.of(patch);
    }
}
