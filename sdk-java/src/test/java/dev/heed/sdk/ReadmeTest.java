package dev.heed.sdk;

import static dev.heed.sdk.model.Per.WEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.sdk.model.Decision;
import dev.heed.sdk.model.Preferences;
import dev.heed.sdk.model.Preview;
import dev.heed.sdk.model.Style;
import dev.heed.sdk.model.Surface;
import dev.heed.sdk.model.Verdict;
import dev.heed.sdk.offline.FileStore;
import dev.heed.sdk.offline.OfflineQueue;
import dev.heed.sdk.offline.Sent;
import dev.heed.sdk.verify.VerifiedRecord;
import dev.heed.sdk.verify.Verifier;
import dev.heed.sdk.webhook.WebhookEvent;
import dev.heed.sdk.webhook.WebhookException;
import dev.heed.sdk.webhook.Webhooks;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of README.md, compiled and run; what stands between the markers stands there letter for letter. */
class ReadmeTest {
    private static final Pattern EXAMPLE = Pattern.compile("( +)// example\n(.*?)\n +// end", Pattern.DOTALL);

    @Test
    void theFirstExampleRuns() {
        try (Stage stage = new Stage()) {
            stage.then(200, Samples.PREFERENCES, "ETag", "\"7.3\"").then(200, Samples.PREFERENCES, "ETag", "\"8.3\"");
            first(stage.url(), "heed_app_secret");
            assertThat(stage.last().header("If-Match")).isEqualTo("\"7.3\"");
        }
    }

    @Test
    void everyExampleStandsInTheReadme() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/heed/sdk/ReadmeTest.java"));
        String readme = Files.readString(Path.of("README.md"));
        List<String> examples = new ArrayList<>();
        for (Matcher example = EXAMPLE.matcher(source); example.find(); ) {
            examples.add(example.group(2).replaceAll("(?m)^" + example.group(1), ""));
        }
        assertThat(examples).hasSize(6).allSatisfy(example -> assertThat(readme).contains(example));
    }

    private static void first(String baseUrl, String key) {
        // example
        try (HeedClient client = HeedClient.builder().baseUrl(baseUrl).credential(key).build()) {
            CustomerPreferences preferences = client.customers().get("c-42").preferences();
            Versioned<Preferences> read = preferences.read();

            preferences.ifMatch(read.etag()).change(p -> p
                    .from(Surface.APP)
                    .because("too many")
                    .channel("email").atMost(1, WEEK)
                    .and().topic("offers").allow().on("text").refuse());
        }
        // end
    }

    @Test
    void theSecondExampleRuns() {
        try (Stage stage = new Stage(); HeedClient client = stage.client()) {
            stage.then(200, Samples.ALLOWED).then(200, Samples.ALLOWED);
            List<String> sent = new ArrayList<>();
            second(client, style -> sent.add(style.getTone()));
            assertThat(sent).containsExactly("warm");
            assertThat(stage.last().target).endsWith("/confirm");
        }
    }

    private static void second(HeedClient client, Consumer<Style> send) {
        // example
        Decision decision = client.decisions().reserve("c-42", "email", "offers", q -> q.purposes("recommendations"));
        if (decision.getDecision() == Verdict.ALLOW) {
            send.accept(decision.getStyle());
            client.contacts().confirm(decision.getReservation().getContactId());
        } else {
            decision.getReasons().forEach(reason -> System.out.println(reason.getDetail()));
        }
        // end
    }

    /** Compiled, and shown to hold against a log in {@code VerifierTest}. */
    static VerifiedRecord third(HeedClient client, String savedKey, String savedCheckpoint) {
        // example
        Verifier verifier = Verifier.of(savedKey);
        VerifiedRecord record = verifier.inclusion(client.consentLog().proof(41));

        var older = verifier.checkpoint(savedCheckpoint);
        var newer = record.checkpoint();
        verifier.consistency(older, newer, client.ledger().consistency(older.size(), newer.size()).getHashes());
        // end
        return record;
    }

    @Test
    void theFourthExampleRuns() throws InterruptedException {
        try (Stage stage = new Stage(); HeedClient client = stage.client()) {
            stage.then(200, "{\"summary\":\"No messages instead of 11.\"}");
            BlockingQueue<String> shown = new LinkedBlockingQueue<>();
            fourth(client, shown::add);
            assertThat(shown.poll(10, TimeUnit.SECONDS)).isEqualTo("No messages instead of 11.");
        }
    }

    private static void fourth(HeedClient client, Consumer<String> show) {
        // example
        CompletableFuture<Preview> preview = client.async(c -> c.customers().get("c-42").preferences().preview(p -> p.stopEverything()));
        preview.thenAccept(meaning -> show.accept(meaning.getSummary()));
        // end
    }

    @Test
    void theFifthExampleRuns(@TempDir File folder) throws IOException {
        try (Stage stage = new Stage(); HeedClient client = stage.client()) {
            stage.then(200, Samples.PREFERENCES, "ETag", "\"7.3\"").then(200, Samples.PREFERENCES, "ETag", "\"8.3\"");
            assertThat(fifth(client, folder).sent()).isEqualTo(1);
            assertThat(stage.last().header("If-Match")).isEqualTo("\"7.3\"");
        }
    }

    private static Sent fifth(HeedClient client, File folder) throws IOException {
        // example
        OfflineQueue queue = OfflineQueue.open(client, "c-42", FileStore.in(folder));
        queue.change(p -> p.topic("offers").refuse());
        boolean mayShow = queue.allows("push", "offers");
        Sent sent = queue.send();
        // end
        assertThat(mayShow).isFalse();
        return sent;
    }

    @Test
    void theSixthExampleRefusesWhatIsNotSigned() {
        String secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        assertThatThrownBy(() -> sixth(secret, secret, Map.of("webhook-id", "msg_1"), new byte[0])).isInstanceOf(WebhookException.class);
    }

    private static WebhookEvent sixth(String secret, String olderSecret, Map<String, String> fields, byte[] body) {
        class Request {
            String getHeader(String name) {
                return fields.get(name);
            }
        }
        Request request = new Request();
        // example
        WebhookEvent event = Webhooks.signedWith(secret, olderSecret).verify(request::getHeader, body);
        // end
        return event;
    }
}
