package dev.heed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Review;
import dev.heed.choice.Frequency;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.decision.Outcome;
import dev.heed.decision.Outcome.Fate;
import dev.heed.decision.Reason;
import dev.heed.decision.Season;
import dev.heed.decision.Season.Played;
import dev.heed.preferences.Preferences;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A season is played by the rules, comes out the same each time, and leaves no trace. */
class SimulateTest {
    private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
    private static final int DAYS = 90;

    @TempDir
    private Path folder;

    /** What was played, by customer. */
    private record Game(Catalog catalog, Outcome outcome, Map<Preferences, List<Played>> played) {
        boolean essential(Played message) {
            return catalog.topics().get(message.topic()).category() == Category.ESSENTIAL;
        }

        List<Instant> sent(Preferences customer, Predicate<Played> counted) {
            return played.get(customer).stream().filter(message -> !essential(message)).filter(counted).flatMap(message -> message.sentAt().stream()).sorted().toList();
        }
    }

    private static Game game(Given given, int customers) {
        var brand = given.app().brand(Given.SHOP).orElseThrow();
        var catalog = Catalog.of(1, FROM, Given.catalog());
        var season = Season.of(catalog, FROM, DAYS, 7);
        var played = new LinkedHashMap<Preferences, List<Played>>();
        var outcome = season.play(season.imagined(brand, customers), (customer, message) -> played.computeIfAbsent(customer, none -> new ArrayList<>()).add(message));
        return new Game(catalog, outcome, played);
    }

    @Test
    void nobodyIsEverSentMoreThanTheirCapsAllow() {
        try (var given = Given.server()) {
            var game = game(given, 150);
            var checked = new int[1];
            for (var customer : game.played.keySet()) {
                atMost(customer, Setting.of(Type.FREQUENCY), game.sent(customer, any -> true), checked);
                game.catalog.channels().keySet().forEach(channel ->
                    atMost(customer, Setting.of(Type.CHANNEL_FREQUENCY, channel), game.sent(customer, message -> message.channel().equals(channel)), checked));
                game.catalog.topics().keySet().forEach(topic ->
                    atMost(customer, Setting.of(Type.TOPIC_FREQUENCY, topic), game.sent(customer, message -> message.topic().equals(topic)), checked));
                game.catalog.policy().caps().forEach(cap -> atMost(new Frequency(cap.max(), cap.per()),
                    game.sent(customer, message -> cap.channel() == null || message.channel().equals(cap.channel()))));
            }
            assertThat(checked[0]).as("caps that customers asked for").isGreaterThan(100);
        }
    }

    private static void atMost(Preferences customer, Setting setting, List<Instant> sent, int[] checked) {
        customer.effective().choice(setting).ifPresent(cap -> {
            checked[0]++;
            atMost(Frequency.of(cap), sent);
        });
    }

    private static void atMost(Frequency cap, List<Instant> sent) {
        for (var first : sent) {
            var end = first.plus(Duration.ofDays(cap.per().days()));
            assertThat(sent.stream().filter(at -> !at.isBefore(first) && at.isBefore(end)).count()).isLessThanOrEqualTo(cap.max());
        }
    }

    @Test
    void whoStoppedEverythingGetsEssentialMessagesOnly() {
        try (var given = Given.server()) {
            var game = game(given, 150);
            var stopped = game.played.keySet().stream().filter(customer -> customer.effective().choice(Setting.of(Type.STOPPED)).isPresent()).toList();
            assertThat(stopped).isNotEmpty().allSatisfy(customer -> assertThat(game.sent(customer, any -> true)).isEmpty());
            assertThat(stopped.stream().flatMap(customer -> game.played.get(customer).stream()).filter(message -> message.sentAt().isPresent()))
                .isNotEmpty().allMatch(game::essential);
        }
    }

    @Test
    void whatIsSentMayBeSentAtThatMomentThoughPausesAndConsentsEndMeanwhile() {
        try (var given = Given.server()) {
            var game = game(given, 150);
            game.played.forEach((customer, messages) -> messages.forEach(message -> message.sentAt().ifPresent(at ->
                assertThat(customer.at(at).effective().topics().get(message.topic()).channels().get(message.channel()).yes()).as(message.toString()).isTrue())));
            assertThat(game.outcome.reasons()).containsKeys(Reason.Code.CONSENT_EXPIRED, Reason.Code.PAUSED, Reason.Code.FREQUENCY_CAP, Reason.Code.CONTACT_HOURS, Reason.Code.QUIET_HOURS);
        }
    }

    @Test
    void aMessageThatIsHeldGoesOutLaterAndOneThatCanNeverGoOutIsNotGathered() {
        try (var given = Given.server()) {
            var game = game(given, 150);
            var fates = new TreeMap<Fate, Integer>();
            game.played.forEach((customer, messages) -> messages.forEach(message -> {
                fates.merge(message.fate(), 1, Integer::sum);
                var wish = customer.effective().overflow().value().textValue();
                assertThat(message.fate()).isNotEqualTo(wish.equals("hold") ? Fate.GATHERED : Fate.SENT_LATER);
                assertThat(message.sentAt()).isEqualTo(message.fate() == Fate.SENT ? Optional.of(message.due()) : message.sentAt().filter(message.due()::isBefore));
                boolean refused = customer.effective().choice(Setting.of(Type.TOPIC, message.topic())).map(choice -> !choice.booleanValue()).orElse(false);
                assertThat(refused).isEqualTo(refused && message.fate() == Fate.HELD_BACK);
            }));
            assertThat(fates).containsOnlyKeys(Fate.values());
        }
    }

    @Test
    void eachTopicComesAsOftenAsTheCatalogExpectsAndEveryMessageHasOneFate() {
        try (var given = Given.server()) {
            var game = game(given, 20);
            game.outcome.topics().forEach((topic, count) -> {
                assertThat(count.attempts() / 20.0).isBetween(game.catalog.topics().get(topic).expectedPerWeek() * DAYS / 7 - 1, game.catalog.topics().get(topic).expectedPerWeek() * DAYS / 7 + 1);
            });
            assertThat(game.outcome.all().attempts()).isEqualTo(20L * game.outcome.campaigns()).isEqualTo(game.outcome.weeks().stream().mapToLong(Outcome.Week::attempted).sum());
            assertThat(game.outcome.all().sent() + game.outcome.all().sentLater()).isEqualTo(game.outcome.weeks().stream().mapToLong(Outcome.Week::sent).sum());
            assertThat(game.outcome.with().total()).isEqualTo(20L * (DAYS / 7));
        }
    }

    @Test
    void imaginedCustomersChooseWhatTheCatalogOffersAndAreTheSameHoweverManyFollow() {
        try (var given = Given.server()) {
            var brand = given.app().brand(Given.SHOP).orElseThrow();
            var catalog = Catalog.of(1, FROM, Given.catalog());
            var many = Season.of(catalog, FROM, DAYS, 7).imagined(brand, 100);
            assertThat(many).allSatisfy(customer -> assertThat(Review.faults(catalog, customer.chosen().values(), "")).isEmpty());
            assertThat(Season.of(catalog, FROM, 7, 7).imagined(brand, 10)).isEqualTo(many.subList(0, 10));
        }
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
        try (var given = Given.server()) {
            var one = simulate(given, "--imagine", "30", "--from", "2026-06-01", "--report", folder.resolve("one.html").toString());
            assertThat(simulate(given, "--imagine", "30", "--from", "2026-06-01", "--report", folder.resolve("two.html").toString())).isEqualTo(one);
            assertThat(folder.resolve("two.html")).hasSameBinaryContentAs(folder.resolve("one.html"));
            assertThat(simulate(given, "--imagine", "30", "--from", "2026-06-01", "--seed", "2")).isNotEqualTo(one);
        }
    }

    @Test
    void theBrandsOwnCustomersArePlayedAndNothingIsWritten() {
        try (var given = Given.server()) {
            assertThatThrownBy(() -> simulate(given)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("no customers yet");
            Given.fill(given.app(), Given.SHOP, 12);
            given.brand("another");
            Given.fill(given.app(), "another", 3);
            var before = everything(given);
            assertThat(simulate(given)).contains("12 customers, 90 days", "frequency_cap");
            assertThat(everything(given)).isEqualTo(before);
        }
    }

    @Test
    void theReportNeedsNothingButItselfAndHoldsEveryNumberOfTheText() throws Exception {
        try (var given = Given.server()) {
            var file = folder.resolve("report.html");
            var text = simulate(given, "--imagine", "40", "--from", "2026-06-01", "--report", file.toString());
            var report = Files.readString(file);
            var page = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(Files.readAllBytes(file)));
            for (var element : List.of("svg", "desc")) {
                assertThat(page.getElementsByTagName(element).getLength()).as(element).isEqualTo(3);
            }
            assertThat(page.getElementsByTagName("table").getLength()).isEqualTo(5);
            assertThat(report).doesNotContain("<script", "src=", "href=", "url(", "@import", "https:");
            var numbers = Pattern.compile("[0-9][0-9,.-]*").matcher(text);
            while (numbers.find()) {
                assertThat(report).contains(numbers.group());
            }
            text.lines().filter(line -> line.startsWith("  ")).forEach(line -> assertThat(page.getDocumentElement().getTextContent().replaceAll("\\s", ""))
                .contains(line.replaceAll("\\s", "")));
        }
    }

    @Test
    void wrongOptionsGetASentenceAndExitCodeTwo() throws IOException, InterruptedException {
        assertThat(run("--brand", "x", "--days", "3")).contains("heed: --days must be 7 to 366; it is 3", "exit 2");
        assertThat(run("--brand", "x", "--from", "tomorrow")).contains("heed: --from must be a date such as 2026-06-01; it is 'tomorrow'", "exit 2");
        assertThat(run("--brand", "x", "--imagine", "0")).contains("heed: --imagine must be 1 or more; it is 0", "exit 2");
        assertThat(run("--brand", "x", "--report", folder.resolve("none/r.html").toString())).contains("heed: --report must be a file in a folder that exists", "exit 2");
        assertThat(run("--brand", "x")).contains("heed: there is no brand x", "exit 2");
        try (var given = Given.server()) {
            assertThatThrownBy(() -> simulate(given, "--imagine", "1000000")).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("--imagine asks for 1,000,000 customers; at most");
        }
    }

    private String run(String... options) throws IOException, InterruptedException {
        return Child.run(Map.of("HEED_DATA", folder.toString(), "HEED_DATABASE", "jdbc:sqlite:" + folder.resolve("heed.db")), Main.class, Stream.concat(Stream.of("simulate"), Stream.of(options)).toArray(String[]::new));
    }

    private static String simulate(Given given, String... options) {
        var command = new SimulateCommand();
        var all = new ArrayList<>(List.of("--brand", Given.SHOP));
        all.addAll(List.of(options));
        new CommandLine(command).parseArgs(all.toArray(String[]::new));
        var out = new ByteArrayOutputStream();
        command.play(given.app(), new PrintStream(out, false, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Every row of every table. */
    private static Map<String, List<String>> everything(Given given) {
        return given.app().database().read(tx -> {
            var rows = new TreeMap<String, List<String>>();
            for (var table : tx.handle().createQuery("select name from sqlite_master where type = 'table' and name not like 'sqlite%'").mapTo(String.class).list()) {
                var columns = tx.handle().createQuery("select name from pragma_table_info('" + table + "')").mapTo(String.class).list();
                rows.put(table, tx.handle().createQuery("select quote(\"" + String.join("\") || ',' || quote(\"", columns) + "\") from " + table).mapTo(String.class).list());
            }
            return rows;
        });
    }
}
