package dev.heed.contract;

import static dev.heed.contract.Requests.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.http.Contract.Operation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is true of every operation of the contract. */
class EveryOperationTest {
    /** Which credential opens what. */
    private static final String PERMITTED = """
                              admin app sender compliance customer link
        catalog_read          x     x   x      x          x        x
        catalog_publish       x     -   -      -          -        -
        catalog_check         x     -   -      x          -        -
        catalog_versions      x     -   -      x          -        -
        preferences_read      x     x   -      x          x        x
        preferences_change    x     x   -      -          x        x
        preferences_preview   x     x   -      x          x        x
        preferences_revert    x     x   -      -          x        x
        preferences_history   x     x   -      x          x        -
        preferences_consents  x     x   -      x          x        -
        tokens_mint           x     x   -      -          -        -
        links_mint            x     x   -      -          -        -
        rights_erase          x     -   -      -          -        -
        decisions_make        x     x   x      -          -        -
        decisions_stream      x     x   x      -          -        -
        audiences_count       x     -   x      -          -        -
        contacts_record       x     x   x      -          -        -
        contacts_confirm      x     x   x      -          -        -
        contacts_release      x     x   x      -          -        -
        contacts_list         x     x   -      x          x        -
        feedback_give         x     x   -      -          x        -
        feedback_list         x     x   -      x          -        -
        rights_export         x     x   -      x          x        -
        rights_portable       x     x   -      x          x        -
        rights_import         x     x   -      -          x        -
        rights_own            x     x   -      x          x        -
        rights_request        x     x   -      -          x        -
        rights_list           x     -   -      x          -        -
        rights_extend         x     -   -      -          -        -
        rights_close          x     -   -      -          -        -
        consent_log_list      x     -   -      x          -        -
        consent_log_read      x     -   -      x          x        -
        consent_log_proof     x     -   -      x          x        -
        consent_log_receipt   x     -   -      x          x        -
        evidence_make         x     -   -      x          -        -
        exports_list          x     -   -      x          -        -
        evidence_summary      x     -   -      x          -        -
        ledger_checkpoint     x     -   -      x          -        -
        ledger_tile           x     -   -      x          -        -
        ledger_consistency    x     -   -      x          -        -
        ledger_key            x     x   x      x          x        x
        keys_list             x     -   -      -          -        -
        keys_create           x     -   -      -          -        -
        keys_revoke           x     -   -      -          -        -
        """;
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE");

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

    static Stream<Operation> all() {
        return CONTRACT.operations().values().stream();
    }

    static Stream<Operation> secured() {
        return all().filter(operation -> !Requests.isPublic(operation));
    }

    /** Operation, then credential, then whether it opens. */
    static Map<String, Map<String, Boolean>> permitted() {
        var lines = PERMITTED.lines().map(line -> line.strip().split(" +")).toList();
        var table = new LinkedHashMap<String, Map<String, Boolean>>();
        for (var line : lines.subList(1, lines.size())) {
            var row = new LinkedHashMap<String, Boolean>();
            for (int i = 1; i < line.length; i++) {
                row.put(lines.get(0)[i - 1], line[i].equals("x"));
            }
            table.put(line[0], row);
        }
        return table;
    }

    @Test
    void theTableOfPermissionsLeavesNoOperationOut() {
        assertThat(permitted().keySet()).containsExactlyInAnyOrderElementsOf(secured().map(Operation::id).toList());
        assertThat(permitted().get("keys_list").keySet()).containsAll(Arrays.stream(Role.values()).map(Role::id).toList()).contains("customer", "link");
    }

    @ParameterizedTest
    @MethodSource("secured")
    void aCredentialOpensWhatItsRoleAllowsAndNothingElse(Operation operation) {
        var answers = new LinkedHashMap<String, Boolean>();
        permitted().get(operation.id()).keySet().forEach(who -> {
            var credential = who.equals("customer") ? requests.customerToken() : who.equals("link") ? requests.linkToken() : given.key(Role.of(who));
            var sample = requests.sample(operation);
            var path = who.equals("link") ? sample.path().replace("/" + Requests.CUSTOMER + "/", "/~/") : sample.path();
            var answer = requests.ask(operation.method(), path).body(sample.type(), sample.body()).as(credential).send();
            assertThat(answer.status()).as(who).matches(status -> status < 300 || status == 403);
            answers.put(who, answer.status() < 300);
            if (answer.status() == 403) {
                assertThat(answer.kind()).isEqualTo("forbidden");
            }
        });
        assertThat(answers).isEqualTo(permitted().get(operation.id()));
    }

    @ParameterizedTest
    @MethodSource("secured")
    void withoutACredentialNothingIsToldButHowToAuthenticate(Operation operation) {
        for (var authorization : List.of("", "Basic c2hvcDpzaG9w", "Bearer", "Bearer nonsense", "Bearer heed_admin_nonsense", "heed_admin_nonsense")) {
            var asking = requests.ask(operation);
            var answer = authorization.isEmpty() ? asking.send() : asking.with("Authorization", authorization).send();
            assertThat(answer.status()).as(authorization).isEqualTo(401);
            assertThat(answer.kind()).isEqualTo("unauthenticated");
            assertThat(answer.field("WWW-Authenticate")).startsWith("Bearer");
        }
    }

    @Test
    void whatIsPublicAnswersWhoeverAsks() {
        all().filter(Requests::isPublic).forEach(operation -> {
            assertThat(requests.ask(operation).send().status()).as(operation.id()).isEqualTo(200);
            assertThat(requests.ask(operation).as("nonsense").send().status()).as(operation.id()).isEqualTo(200);
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void anUnknownOrRepeatedQueryParameterIsRefused(Operation operation) {
        var sample = requests.sample(operation);
        for (var query : List.of("nonsense=1", "nonsense", "Limit=1", "limit=1&limit=2", "brand=other")) {
            var path = sample.path() + (sample.path().contains("?") ? "&" : "?") + query;
            // Not watched: a few operations take no parameters at all, and so the contract lists no 400 for them.
            var answer = requests.ask(operation.method(), path).body(sample.type(), sample.body()).as(given.key(Role.ADMIN)).unwatched().send();
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.kind()).isEqualTo("contract_violation");
            assertThat(answer.pointers()).as(path).contains("query/" + query.split("=")[0]);
        }
    }

    @Test
    void anotherMediaTypeIsRefusedAndPatchTellsWhichItTakes() {
        all().filter(operation -> !operation.bodies().isEmpty()).forEach(operation -> {
            for (var type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                    "application/json-patch+json", "application/json; charset=utf-16", "application/merge-patch+json; charset=iso-8859-1", "")) {
                var answer = requests.ask(operation).body(type, requests.sample(operation).body()).as(given.key(Role.ADMIN)).send();
                assertThat(answer.status()).as(operation.id() + " " + type).isEqualTo(415);
                assertThat(answer.kind()).isEqualTo("unsupported_media_type");
                assertThat(answer.field("Accept-Patch")).isEqualTo(operation.method().equals("PATCH") ? "application/merge-patch+json" : null);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void aFormThatThereIsNotIsNotAcceptable(Operation operation) {
        if (operation.produces().isEmpty()) {
            return;
        }
        for (var accept : List.of("image/png", "application/vnd.heed+json", "*/*;q=0", "nonsense")) {
            var answer = requests.ask(operation).as(given.key(Role.ADMIN)).with("Accept", accept).send();
            assertThat(answer.status()).as(accept).isEqualTo(406);
            assertThat(answer.kind()).isEqualTo("not_acceptable");
        }
        for (var accept : List.of("*/*", "image/png, */*;q=0.1", operation.produces().get(0).replaceAll("/.*", "/*"), operation.produces().get(0).toUpperCase())) {
            assertThat(requests.ask(operation).as(given.key(Role.ADMIN)).with("Accept", accept).send().status()).as(accept).isLessThan(300);
        }
    }

    @Test
    void aWrongMethodIsRefusedWithTheRightOnes() {
        var byPath = all().collect(Collectors.groupingBy(Operation::path));
        byPath.forEach((path, operations) -> {
            var allowed = new TreeSet<>(Set.of("OPTIONS"));
            operations.forEach(operation -> allowed.add(operation.method()));
            if (allowed.contains("GET")) {
                allowed.add("HEAD");
            }
            var at = requests.sample(operations.get(0)).path();
            METHODS.stream().filter(method -> !allowed.contains(method)).forEach(method -> {
                var answer = requests.ask(method, at).as(given.key(Role.ADMIN)).send();
                assertThat(answer.status()).as(method + " " + at).isEqualTo(405);
                assertThat(answer.field("Allow").split(", ")).as(method + " " + at).containsExactlyInAnyOrderElementsOf(allowed);
                assertThat(answer.body().length == 0 ? "" : answer.kind()).isEqualTo(method.equals("HEAD") ? "" : "method_not_allowed");
            });
            var options = requests.ask("OPTIONS", at).send();
            assertThat(options.status()).isEqualTo(204);
            assertThat(options.field("Allow").split(", ")).containsExactlyInAnyOrderElementsOf(allowed);
        });
    }

    @ParameterizedTest
    @MethodSource("all")
    void headGivesTheFieldsOfGetAndNoBody(Operation operation) {
        if (!operation.method().equals("GET")) {
            return;
        }
        var path = requests.sample(operation).path();
        // Said by hand, for OkHttp would else unzip what it was sent, and hide that it did.
        for (var encoding : List.of("identity", "gzip")) {
            var get = requests.ask("GET", path).with("Accept-Encoding", encoding).as(given.key(Role.ADMIN)).send();
            var head = requests.ask("HEAD", path).with("Accept-Encoding", encoding).as(given.key(Role.ADMIN)).send();
            assertThat(head.body()).isEmpty();
            assertThat(head.status()).isEqualTo(get.status());
            if (operation.id().equals("metrics_read")) {
                assertThat(head.fields().names()).isEqualTo(get.fields().names());    // it counts the very requests that ask for it
            } else {
                assertThat(head.traits()).isEqualTo(new Answer(get.status(), get.fields(), new byte[0]).traits());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyAnswerNamesItsRequestAndIsNotStoredNorSniffed(Operation operation) {
        var allowed = requests.ask(operation).as(given.key(Role.ADMIN)).send();
        var refused = requests.ask(operation).with("Accept", "image/png").send();
        var preflight = requests.ask("OPTIONS", requests.sample(operation).path()).send();
        var wrong = requests.ask("TRACE", requests.sample(operation).path()).send();
        for (var answer : List.of(allowed, refused, preflight, wrong)) {
            assertThat(answer.field("Request-Id")).matches("[0-9a-f]{32}");
            assertThat(answer.field("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.field("Server")).isNull();
            assertThat(answer.field("X-Powered-By")).isNull();
            assertThat(answer.fields().values("Set-Cookie")).isEmpty();
        }
        // A tile never changes.
        assertThat(allowed.field("Cache-Control")).isEqualTo(operation.id().equals("ledger_tile") ? "private, max-age=31536000, immutable" : "no-store");
        assertThat(refused.field("Cache-Control")).isEqualTo("no-store");
    }
}
