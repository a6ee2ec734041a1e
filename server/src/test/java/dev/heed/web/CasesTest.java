package dev.heed.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.heed.browser.Chromium;
import dev.heed.browser.Tab;
import dev.heed.store.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The suite for every SDK (sdk-java/src/test/resources/cases), played to the web client in a real browser. */
class CasesTest {
    private static final Path CASES = Path.of("../sdk-java/src/test/resources/cases");
    private static ScriptedServer server;
    private static Chromium browser;
    private static Tab tab;

    @BeforeAll
    static void start() throws IOException {
        server = new ScriptedServer(Path.of("../sdk-web/src"));
        browser = Chromium.start();
        tab = browser.open().go(server.url() + "/");
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        var cases = new ArrayList<JsonNode>();
        try (var files = Files.list(CASES)) {
            for (var file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
                Json.read(Files.readAllBytes(file)).forEach(cases::add);
            }
        }
        assertThat(cases).hasSizeGreaterThan(30);
        return cases.stream().map(given -> DynamicTest.dynamicTest(given.get("name").textValue(), () -> holds(given)));
    }

    private static void holds(JsonNode given) {
        server.plays(given);
        var got = tab.run("(" + PLAY + ")(" + given + ")");
        server.wasAskedWhatWasExpected();
        var expected = given.get("outcome");
        if (expected.has("error")) {
            failed(expected.get("error"), got.path("error"), given);
        } else {
            assertThat(got.has("error")).as(got.toString()).isFalse();
            succeeded(expected, got);
        }
        waited(given.path("waits"), got.get("waits"));
    }

    private static void succeeded(JsonNode expected, JsonNode got) {
        if (expected.path("unchanged").booleanValue()) {
            assertThat(got.has("value")).isFalse();
        }
        expected.path("value").fields().forEachRemaining(member -> stands(got.path("value").at(member.getKey()), member.getValue()));
        if (expected.has("etag")) {
            assertThat(got.get("etag")).isEqualTo(expected.get("etag"));
        }
        if (expected.has("text")) {
            assertThat(got.get("value")).isEqualTo(expected.get("text"));
        }
        var items = got.path("value").path("items");
        if (expected.path("items").isInt()) {
            assertThat(items).hasSize(expected.get("items").intValue());
        } else if (expected.has("items")) {
            assertThat(items).hasSize(expected.get("items").size());
            for (int i = 0; i < items.size(); i++) {
                var item = items.get(i);
                expected.get("items").get(i).fields().forEachRemaining(member -> stands(item.at(member.getKey()), member.getValue()));
            }
        }
    }

    private static void stands(JsonNode there, JsonNode expected) {
        if (expected.path("absent").booleanValue()) {
            assertThat(there.isMissingNode() || there.isNull()).isTrue();
        } else {
            assertThat(there).isEqualTo(expected);
        }
    }

    /** A browser tells a page that there was a redirection, but not which: that is the one difference. */
    private static void failed(JsonNode expected, JsonNode got, JsonNode given) {
        boolean redirected = given.at("/exchanges/0/answer/status").intValue() / 100 == 3;
        assertThat(got.path("kind").asText()).isEqualTo(redirected ? "http_0" : expected.get("kind").textValue());
        assertThat(got.path("status").intValue()).isEqualTo(redirected ? 0 : expected.get("status").intValue());
        assertThat(got.get("message")).as("the message holds nothing of a body").isEqualTo(got.get("kind"));
        if (expected.has("pointers")) {
            assertThat(got.get("pointers")).isEqualTo(expected.get("pointers"));
        }
        if (expected.has("requestId")) {
            assertThat(got.path("requestId").asText("")).isEqualTo(expected.get("requestId").textValue());
        }
        if (expected.has("retryAfterSeconds")) {
            assertThat(got.get("retryAfterSeconds")).isEqualTo(expected.get("retryAfterSeconds"));
        }
    }

    private static void waited(JsonNode expected, JsonNode waits) {
        List<Double> lengths = new ArrayList<>();
        waits.forEach(wait -> lengths.add(wait.doubleValue()));
        if (expected instanceof MissingNode) {
            assertThat(lengths).allSatisfy(seconds -> assertThat(seconds).isLessThan(1));
            return;
        }
        assertThat(lengths).hasSize(expected.size());
        for (int i = 0; i < lengths.size(); i++) {
            assertThat(lengths.get(i)).isBetween(expected.get(i).doubleValue(), expected.get(i).doubleValue() + 1);
        }
    }

    /** Plays one case in the page; does not really wait between tries. */
    private static final String PLAY = """
        async ({call, tokens = ['token']}) => {
          const {createClient} = await import('/client.js');
          const outcome = {waits: []};
          const {setTimeout} = globalThis;
          globalThis.setTimeout = (done, milliseconds) => { outcome.waits.push(milliseconds / 1000); return setTimeout(done, 0); };
          let turn = 0;
          const client = createClient({token: () => tokens[Math.min(turn++, tokens.length - 1)], customer: call.customerId});
          const {ifMatch, ifNoneMatch, idempotencyKey} = call;
          const {chosen, circumstances} = call.patch ?? {};
          const all = async list => { const items = []; for await (const item of list) items.push(item); return {items}; };
          const verbs = {
            catalog: () => client.catalog({ifNoneMatch}),
            preferences: () => client.preferences({ifNoneMatch}),
            change: () => client.change(chosen, {circumstances, ifMatch, idempotencyKey}),
            preview: async () => ({value: await client.preview(chosen)}),
            revert: () => client.revert(call.toVersion, {ifMatch, idempotencyKey}),
            history: async () => ({value: await all(client.history(call.pageSize))}),
            contacts: async () => ({value: await all(client.contacts(call.pageSize))}),
            consents: async () => ({value: await client.consents()}),
            feedback: async () => ({value: await client.feedback({verdict: call.verdict, contactId: call.contactId, comment: call.comment})}),
            receipt: async () => ({value: await client.receipt(call.index)}),
          };
          try {
            Object.assign(outcome, await verbs[call.verb]());
          } catch (error) {
            outcome.error = {kind: error.kind, status: error.status, message: error.message, pointers: error.errors?.map(fault => fault.pointer), requestId: error.requestId,
              retryAfterSeconds: error.retryAfterSeconds};
          } finally {
            globalThis.setTimeout = setTimeout;
          }
          return outcome;
        }""";
}
