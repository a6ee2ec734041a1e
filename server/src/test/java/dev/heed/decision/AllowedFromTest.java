package dev.heed.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.brand.Catalog;
import dev.heed.choice.Choices;
import dev.heed.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a decision says of other moments is what it says at those moments. */
class AllowedFromTest {
    private static final List<String> ZONES = List.of("Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kathmandu", "Asia/Kolkata", "Australia/Lord_Howe",
        "Pacific/Chatham", "America/Los_Angeles", "Africa/Lagos", "Pacific/Apia");
    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    /** Around each change of the clock in some of those zones, and an ordinary week. */
    private static final List<Instant> WEEKS = List.of(Instant.parse("2026-03-06T00:00:00Z"), Instant.parse("2026-03-27T00:00:00Z"), Instant.parse("2026-04-03T00:00:00Z"),
        Instant.parse("2026-06-01T00:00:00Z"), Instant.parse("2026-09-25T00:00:00Z"), Instant.parse("2026-10-02T00:00:00Z"), Instant.parse("2026-10-23T00:00:00Z"),
        Instant.parse("2026-10-30T00:00:00Z"));
    private static final Set<Reason.Code> OF_TIME_OR_CALL = EnumSet.of(Reason.Code.CALLER_REFUSED, Reason.Code.CONTACT_HOURS, Reason.Code.QUIET_HOURS, Reason.Code.FREQUENCY_CAP);

    @Test
    void anInstantBeforeItIsDeniedAndAtItAllowed() {
        var random = new Random(11);
        int later = 0;
        for (int i = 0; i < 4_000; i++) {
            var facts = facts(random);
            var allowedFrom = Rules.allowedFrom(facts, Rules.reasons(facts));
            if (allowedFrom.isEmpty()) {
                continue;
            }
            assertThat(Rules.reasons(facts.at(allowedFrom.get()))).isEmpty();
            if (allowedFrom.get().isAfter(facts.at())) {
                later++;
                assertThat(Rules.reasons(facts.at(allowedFrom.get().minusMillis(1)))).isNotEmpty();
                long between = Duration.between(facts.at(), allowedFrom.get()).toMillis();
                for (int n = 0; n < 20; n++) {
                    assertThat(Rules.reasons(facts.at(facts.at().plusMillis((long) (random.nextDouble() * between))))).isNotEmpty();
                }
            }
        }
        assertThat(later).as("how many were denied for a while").isGreaterThan(1_000);
    }

    @Test
    void whatIsDeniedForGoodIsDeniedAtEveryMomentTried() {
        var random = new Random(12);
        int forGood = 0;
        for (int i = 0; i < 2_000; i++) {
            var facts = facts(random);
            if (Rules.allowedFrom(facts, Rules.reasons(facts)).isEmpty()) {
                forGood++;
                for (int n = 0; n < 20; n++) {
                    assertThat(Rules.reasons(facts.at(facts.at().plus(Duration.ofMinutes(random.nextInt(60 * 1_440)))))).isNotEmpty();
                }
            }
        }
        assertThat(forGood).isGreaterThan(100);
    }

    /** What a customer sees as effective and what a sender is told are the same. */
    @Test
    void permissionIsWhatThePreferencesSayIsEffective() {
        var random = new Random(13);
        for (int i = 0; i < 4_000; i++) {
            var facts = facts(random);
            boolean permitted = facts.effective().topics().get(facts.question().topic()).channels().get(facts.question().channel()).yes();

            assertThat(Rules.reasons(facts).stream().allMatch(reason -> OF_TIME_OR_CALL.contains(reason.code()))).isEqualTo(permitted);
        }
    }

    private static Facts facts(Random random) {
        var document = Given.catalog();
        if (random.nextBoolean()) {
            ((ObjectNode) document.get("policy")).putArray("quietHours");
        }
        if (random.nextInt(5) == 0) {
            ((ObjectNode) document.get("brand")).put("jurisdiction", random.nextBoolean() ? "US" : "AU");
        }
        var catalog = Catalog.of(1, Instant.EPOCH, document);
        var topics = new ArrayList<>(catalog.topics().values());
        var topic = topics.get(random.nextInt(topics.size()));
        var channel = topic.channels().get(random.nextInt(topic.channels().size()));
        var caller = channel.equals("voice") ? Optional.of(random.nextBoolean() ? "human" : "automated") : Optional.<String>empty();
        var at = WEEKS.get(random.nextInt(WEEKS.size())).plusMillis(random.nextInt(7 * 86_400_000));
        var chosen = Choices.of(chosen(random, topic.id(), channel, at));
        var otherwise = switch (random.nextInt(6)) {
            case 0 -> "topic:" + topic.id() + " given " + at.minus(Duration.ofDays(729)).plusSeconds(random.nextInt(200_000)) + " notice 2";
            case 1 -> "topic:" + topic.id() + " given 2026-01-01T00:00:00Z notice 1";
            default -> "";
        };
        return Situations.facts(catalog, chosen, Situations.standing(chosen, otherwise), contacts(random, topic.id(), channel, at),
            new Question(Situations.question("email offers").customer(), channel, topic.id(), List.of(), caller), at);
    }

    private static ObjectNode chosen(Random random, String topic, String channel, Instant at) {
        var chosen = Json.object();
        if (random.nextInt(8) > 0) {
            chosen.withObjectProperty("topics").withObjectProperty(topic).put("allowed", random.nextInt(6) > 0);
        }
        if (random.nextInt(6) == 0) {
            chosen.withObjectProperty("topics").withObjectProperty(topic).putObject("channels").put(channel, random.nextBoolean());
        }
        if (random.nextInt(4) > 0) {
            chosen.put("timeZone", ZONES.get(random.nextInt(ZONES.size())));
        }
        if (random.nextInt(3) == 0) {
            hours(random, chosen);
        }
        if (random.nextInt(4) == 0) {
            hours(random, chosen.withObjectProperty("channels").withObjectProperty(channel));
        }
        if (random.nextInt(3) == 0) {
            chosen.putObject("frequency").put("max", 1 + random.nextInt(3)).put("per", List.of("day", "week", "month").get(random.nextInt(3)));
        }
        if (random.nextInt(4) == 0) {
            chosen.withObjectProperty("channels").withObjectProperty(channel).putObject("frequency").put("max", 1).put("per", random.nextBoolean() ? "day" : "week");
        }
        if (random.nextInt(5) == 0) {
            chosen.put("relationship", List.of("family", "friend", "acquaintance").get(random.nextInt(3)));
        }
        if (random.nextInt(5) == 0) {
            chosen.putObject("paused").put("until", at.plusSeconds(random.nextInt(900_000) - 100_000).toString());
        }
        if (random.nextInt(12) == 0) {
            chosen.put("stopped", true);
        }
        if (random.nextInt(12) == 0) {
            chosen.withObjectProperty("channels").withObjectProperty(channel).put("allowed", false);
        }
        return chosen;
    }

    private static void hours(Random random, ObjectNode owner) {
        var hours = owner.putArray("contactHours");
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            var window = hours.addObject();
            var days = window.putArray("days");
            for (var day : DAYS) {
                if (random.nextInt(3) > 0 || day.equals("sun") && days.isEmpty()) {
                    days.add(day);
                }
            }
            window.put("from", time(random)).put("to", time(random));
        }
    }

    private static String time(Random random) {
        return "%02d:%02d".formatted(random.nextInt(24), random.nextInt(4) * 15);
    }

    private static List<Contact.Counted> contacts(Random random, String topic, String channel, Instant at) {
        var contacts = new ArrayList<Contact.Counted>();
        for (int n = random.nextInt(5); n > 0; n--) {
            var when = at.minusSeconds(random.nextInt(10 * 86_400));
            contacts.add(new Contact.Counted(random.nextBoolean() ? channel : "email", random.nextBoolean() ? topic : "offers", when,
                random.nextInt(4) == 0 ? Optional.of(when.plus(Duration.ofMinutes(15))) : Optional.empty()));
        }
        contacts.sort(Comparator.comparing(Contact.Counted::at));
        return contacts;
    }
}
