package dev.heed.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.App;
import dev.heed.Config;
import dev.heed.ContractWatch;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.durability.Changes.Change;
import dev.heed.sdk.ExportFormat;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.UnavailableException;
import dev.heed.sdk.model.Per;
import dev.heed.sdk.verify.Verifier;
import dev.heed.store.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code kill -9} cannot do.
 *
 * <p>{@code -Dheed.kills=20} kills more often than the 3 times of the everyday run.
 */
class KillTest {
    private static final int KILLS = Integer.getInteger("heed.kills", 3);
    private static final Duration READY_WITHIN = Duration.ofSeconds(5);

    private final OkHttpClient http = new OkHttpClient.Builder().addInterceptor(new ContractWatch()).build();
    private final List<Changes> writers = IntStream.range(0, Changes.MOST_WRITERS).mapToObj(Changes::new).toList();
    private final List<Duration> starts = new ArrayList<>();
    private int unanswered;
    private int unansweredYetApplied;

    @Test
    void whatWasAnsweredOutlivesAKillAndWhatWasNotCanBeRepeated(@TempDir Path folder) throws Exception {
        var settings = Map.of("HEED_PORT", "0", "HEED_DATA", folder.toString(), "HEED_DATABASE", "jdbc:sqlite:" + folder.resolve("heed.db"));
        String admin;
        Verifier verifier;
        try (var app = new App(Config.of(settings), Clock.systemUTC())) {
            var brand = app.createBrand(Given.SHOP, Given.catalog());
            admin = app.createKey(brand, Role.ADMIN, "test");
            verifier = Verifier.of(app.verifierKey(brand));
        }
        String saved = null;
        for (int round = 0; round < KILLS; round++) {
            try (var server = start(settings)) {
                if (round > 0) {
                    audit(client(server, admin), verifier, saved, round - 1);
                }
                saved = killUnderLoad(server, admin, round);
            }
        }
        try (var server = start(settings)) {
            audit(client(server, admin), verifier, saved, KILLS - 1);
        }
        try (var app = new App(Config.of(settings), Clock.systemUTC())) {
            assertThat(app.check(Integer.MAX_VALUE)).isEmpty();
        }
        report();
        assertThat(starts).allSatisfy(start -> assertThat(start).isLessThan(READY_WITHIN));
    }

    private ServerProcess start(Map<String, String> settings) {
        var server = ServerProcess.start(settings);
        starts.add(server.readyAfter());
        return server;
    }

    private HeedClient client(ServerProcess server, String credential) {
        return HeedClient.builder().baseUrl(server.url()).credential(credential).httpClient(http).retries(0).build();
    }

    /** Kills the server in the very moment in which some answer arrives; returns the newest checkpoint that was seen before. */
    private String killUnderLoad(ServerProcess server, String admin, int round) throws InterruptedException {
        var client = client(server, admin);
        // So that there is something to be consistent with.
        client.customers().get("first").preferences().change(choice -> choice.because("round " + round).atMost(round + 1, Per.DAY));
        var saved = client.ledger().checkpoint();
        var left = new AtomicInteger(ThreadLocalRandom.current().nextInt(1, 400));
        Runnable answered = () -> {
            if (left.decrementAndGet() == 0) {
                server.signalKill();
            }
        };
        var threads = writers.stream().map(writer -> new Thread(() -> writer.makeUntilTheServerIsGone(client, round, answered))).toList();
        threads.forEach(Thread::start);
        try {
            while (true) {
                saved = client.ledger().checkpoint();
            }
        } catch (UnavailableException gone) {
            server.kill();
        }
        for (var thread : threads) {
            thread.join();
        }
        return saved;
    }

    private void audit(HeedClient client, Verifier verifier, String saved, int round) throws IOException {
        var found = recordsByReason(client, verifier);
        assertThat(ofRound(round).filter(Change::isAnswered).filter(change -> !isWhole(change, found)).toList()).as("answered and lost").isEmpty();
        assertThat(ofRound(round).filter(change -> !change.isAnswered()).map(change -> recordsOf(change, found).size() % change.records()))
            .as("half a change").containsOnly(0);
        unanswered += (int) ofRound(round).filter(change -> !change.isAnswered()).count();
        unansweredYetApplied += (int) ofRound(round).filter(change -> !change.isAnswered() && !recordsOf(change, found).isEmpty()).count();
        proveAll(client, verifier, round, found);
        refuseUnlessConsistent(client, verifier, saved);

        writers.forEach(writer -> writer.repeatUnanswered(client));
        // A client that was answered and yet asks again is given the same answer and no second record.
        ofRound(round).skip(Math.max(0, ofRound(round).count() - 20)).forEach(change -> assertThat(change.ask(client)).isEqualTo(change));

        var after = recordsByReason(client, verifier);
        assertThat(all().filter(change -> !isWhole(change, after)).toList()).as("applied not exactly once").isEmpty();
        all().collect(Collectors.toMap(Change::customer, change -> change.version().getAsLong(), Math::max)).forEach((customer, version) ->
            assertThat(client.customers().get(customer).preferences().read().value().getVersion()).isGreaterThanOrEqualTo(version));
    }

    private static boolean isWhole(Change change, Map<String, List<JsonNode>> found) {
        var records = recordsOf(change, found);
        return records.size() == change.records()
            && records.stream().allMatch(record -> record.get("preferencesVersion").longValue() == change.version().getAsLong()
                && record.get("customerId").textValue().equals(change.customer()))
            && records.stream().anyMatch(record -> record.get("value").path("max").intValue() == change.max());
    }

    private static List<JsonNode> recordsOf(Change change, Map<String, List<JsonNode>> found) {
        return found.getOrDefault(change.reason(), List.of());
    }

    /** The whole log, after its every entry was found in the signed tree and no index missing. */
    private static Map<String, List<JsonNode>> recordsByReason(HeedClient client, Verifier verifier) throws IOException {
        byte[] log;
        long size;
        try (var export = client.consentLog().export(LogFilter.all(), ExportFormat.NDJSON)) {
            size = export.treeSize().getAsLong();
            log = export.stream().readAllBytes();
        }
        verifier.export(new ByteArrayInputStream(log));
        var records = new String(log, StandardCharsets.UTF_8).lines().map(line -> Json.read(line.getBytes(StandardCharsets.UTF_8)))
            .filter(line -> line.has("index")).toList();
        assertThat(records.stream().map(record -> record.get("index").longValue())).isEqualTo(Stream.iterate(0L, i -> i + 1).limit(size).toList());
        var byReason = new HashMap<String, List<JsonNode>>();
        records.forEach(record -> byReason.computeIfAbsent(record.get("reason").textValue(), unseen -> new ArrayList<>()).add(record));
        return byReason;
    }

    private void proveAll(HeedClient client, Verifier verifier, int round, Map<String, List<JsonNode>> found) {
        ofRound(round).filter(Change::isAnswered).toList().parallelStream().forEach(change -> recordsOf(change, found).forEach(record -> {
            var proved = verifier.inclusion(client.consentLog().proof(record.get("index").longValue()));
            assertThat(proved.disclosed()).containsEntry("reason", record.get("reason")).containsEntry("value", record.get("value"));
        }));
    }

    private static void refuseUnlessConsistent(HeedClient client, Verifier verifier, String saved) {
        var older = verifier.checkpoint(saved);
        var newer = verifier.checkpoint(client.ledger().checkpoint());
        verifier.consistency(older, newer, client.ledger().consistency(older.size(), newer.size()).getHashes());
    }

    private Stream<Change> all() {
        return writers.stream().flatMap(writer -> writer.all().stream());
    }

    private Stream<Change> ofRound(int round) {
        return writers.stream().flatMap(writer -> writer.ofRound(round).stream());
    }

    private void report() {
        System.out.printf("kills: %d; changes answered: %d, lost: 0; not answered: %d, of which applied: %d; ready after %d to %d ms%n", KILLS,
            all().count() - unanswered, unanswered, unansweredYetApplied, starts.stream().mapToLong(Duration::toMillis).min().orElse(0),
            starts.stream().mapToLong(Duration::toMillis).max().orElse(0));
    }
}
