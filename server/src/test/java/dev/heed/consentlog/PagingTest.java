package dev.heed.consentlog;

import static dev.heed.contract.Requests.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests;
import dev.heed.http.Contract.Operation;
import dev.heed.sdk.model.Per;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever turns the pages of a list sees every item once, whatever is written meanwhile, and nobody can make up a page. */
class PagingTest {
    private static final int ITEMS = 7;
    /** What tells an item of each list from the others. */
    private static final Map<String, String> NAME = Map.of("exports_list", "/exportId", "rights_list", "/requestId", "rights_own", "/requestId", "contacts_list", "/contactId", "feedback_list", "/feedbackId", "consent_log_list", "/index", "keys_list", "/id", "catalog_versions", "/version", "preferences_history", "/change/id");

    private static Given given;
    private static Requests requests;
    private static int written;

    @BeforeAll
    static void start() {
        given = Given.server();
        requests = new Requests(given);
        for (int i = 0; i < ITEMS; i++) {
            writeOneMoreOfEach();
        }
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static void writeOneMoreOfEach() {
        int n = ++written;
        var admin = given.client(Role.ADMIN);
        admin.customers().get(Requests.CUSTOMER).preferences().change(choice -> choice.atMost(n, Per.WEEK).channel("email").atMost(n, Per.MONTH));
        admin.keys().create(dev.heed.sdk.model.Role.SENDER, "key " + n);
        requests.ask("contacts_record", Role.ADMIN).send();
        requests.ask("feedback_give", Role.ADMIN).send();
        requests.ask("consent_log_list", Role.ADMIN).with("Accept", "text/csv").send();
        requests.ask("rights_request", Role.ADMIN).send();
        requests.ask("rights_portable", Role.ADMIN).send();
        requests.ask("evidence_make", Role.ADMIN).send();
        admin.catalog().publish(admin.catalog().read().value().edit(catalog -> catalog.withObject("/policy").put("minimumAge", n % 20)));
    }

    static Stream<Operation> lists() {
        return CONTRACT.operations().values().stream().filter(operation -> operation.parameters().stream().anyMatch(parameter -> parameter.name().equals("cursor")));
    }

    private static Answer page(Operation list, String query) {
        return requests.ask("GET", requests.sample(list).path() + query).as(given.key(Role.ADMIN)).send();
    }

    private static List<String> names(Operation list, Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return StreamSupport.stream(page.json().get("items").spliterator(), false).map(item -> item.at(NAME.get(list.id())).asText()).toList();
    }

    private static List<String> walk(Operation list, int limit, Runnable betweenPages) {
        var names = new ArrayList<String>();
        var page = page(list, "?limit=" + limit);
        while (true) {
            assertThat(names(list, page)).hasSizeLessThanOrEqualTo(limit);
            names.addAll(names(list, page));
            if (!page.json().has("next")) {
                assertThat(page.field("Link")).isNull();
                return names;
            }
            betweenPages.run();
            page = page(list, "?limit=" + limit + "&cursor=" + page.json().get("next").textValue());
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void pagesOfAnySizeGiveEveryItemOnceAndInOrder(Operation list) {
        var all = names(list, page(list, "?limit=500"));
        assertThat(all).hasSizeGreaterThanOrEqualTo(ITEMS).doesNotHaveDuplicates();
        for (int limit : new int[] {1, 2, 3, 5, 7, all.size() - 1, all.size(), all.size() + 1}) {
            assertThat(walk(list, limit, () -> { })).as("limit " + limit).isEqualTo(all);
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void whatIsWrittenBetweenPagesNeitherHidesNorRepeatsAnItem(Operation list) {
        for (int limit : new int[] {1, 3}) {
            var before = names(list, page(list, "?limit=500"));
            var left = new java.util.concurrent.atomic.AtomicInteger(3);
            var walked = walk(list, limit, () -> {
                if (left.getAndDecrement() > 0) {
                    writeOneMoreOfEach();
                }
            });
            assertThat(walked).doesNotHaveDuplicates();
            // A list that grows at its end shows the new ones too, except the log, whose pages are fixed to one tree.
            if (list.id().matches("keys_list|rights_list")) {
                assertThat(walked).startsWith(before.toArray(String[]::new));
            } else {
                assertThat(walked).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("lists")
    void theLinkFieldLeadsToTheNextPage(Operation list) {
        var page = page(list, "?limit=2");
        var next = page.json().get("next").textValue();
        var link = page.field("Link");
        assertThat(link).matches("<[^>]+>; rel=\"next\"").contains(next);
        var followed = requests.ask("GET", link.replaceAll("<([^>]+)>.*", "$1")).as(given.key(Role.ADMIN)).send();
        assertThat(followed.text()).isEqualTo(page(list, "?limit=2&cursor=" + next).text());
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aLimitOutsideTheContractIsRefused(Operation list) {
        for (var limit : List.of("0", "501", "-1", "x", "", "1.0", "1e2", "99999999999999999999", "%2B1", "0x10", "null")) {
            var refused = page(list, "?limit=" + limit);
            assertThat(refused.status()).as(limit).isEqualTo(400);
            assertThat(refused.pointers()).as(limit).contains("query/limit");
        }
        assertThat(page(list, "?limit=500").status()).isEqualTo(200);
        assertThat(page(list, "?limit=1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void aCursorThatWasNotGivenForThisListIsRefused(Operation list) {
        var good = page(list, "?limit=1").json().get("next").textValue();
        var wrong = new LinkedHashMap<String, String>();
        for (int i = 0; i < good.length(); i++) {
            wrong.put("changed at " + i, good.substring(0, i) + (good.charAt(i) == 'A' ? 'B' : 'A') + good.substring(i + 1));
            wrong.put("cut at " + i, good.substring(0, Math.max(1, i)));
        }
        for (char last : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            wrong.put("ends with " + last, good.substring(0, good.length() - 1) + last);
        }
        wrong.values().removeIf(good::equals);
        wrong.put("longer", good + "A");
        wrong.put("padded", good + "%3D");
        wrong.put("doubled", good + good);
        wrong.put("a number", "7");
        wrong.put("an id", "01900000-0000-7000-8000-000000000000");
        wrong.put("empty", "");
        wrong.put("SQL", "'%20or%201=1--");
        wrong.put("no alphabet", "%F0%9F%98%80");
        wrong.put("too long", "A".repeat(301));
        lists().filter(other -> !other.id().equals(list.id())).forEach(other -> wrong.put("of " + other.id(), page(other, "?limit=1").json().get("next").textValue()));
        wrong.forEach((name, cursor) -> {
            var refused = page(list, "?limit=1&cursor=" + cursor);
            assertThat(refused.status()).as(name).isEqualTo(400);
            assertThat(refused.pointers()).as(name).contains("query/cursor");
        });
        assertThat(page(list, "?limit=1&cursor=" + good).status()).isEqualTo(200);
    }

    @Test
    void aCursorOfOtherFiltersOrAnotherCustomerIsRefused() {
        given.client(Role.ADMIN).customers().get("c-2").preferences().change(choice -> choice.tone("expert"));
        given.client(Role.ADMIN).customers().get("c-2").preferences().change(choice -> choice.tone("plain"));
        var log = CONTRACT.operation("consent_log_list");
        var all = page(log, "?limit=1").json().get("next").textValue();
        var one = page(log, "?limit=1&customerId=c-1").json().get("next").textValue();
        for (var query : List.of("?cursor=" + one, "?customerId=c-2&cursor=" + one, "?customerId=c-1&cursor=" + all, "?kind=preference&customerId=c-1&cursor=" + one, "?treeSize=1&cursor=" + all)) {
            assertThat(page(log, query).status()).as(query).isEqualTo(400);
        }
        assertThat(page(log, "?customerId=c-1&limit=3&cursor=" + one).status()).as("the size of the page may change").isEqualTo(200);

        var history = requests.ask("GET", "/v1/customers/c-2/history?limit=1").as(given.key(Role.ADMIN)).send().json().get("next").textValue();
        assertThat(page(CONTRACT.operation("preferences_history"), "?cursor=" + history).status()).isEqualTo(400);
    }

    @Test
    void aCursorOutlivesARestart() {
        var log = CONTRACT.operation("consent_log_list");
        var next = page(log, "?limit=1").json().get("next").textValue();
        given.restart();
        assertThat(page(log, "?limit=1&cursor=" + next).json().at("/items/0/index").asInt()).isEqualTo(1);
    }

    @Test
    void theSdkTurnsThePages() {
        var admin = given.client(Role.ADMIN);
        assertThat(admin.keys().list().inPagesOf(2).stream().map(key -> key.getId())).containsExactlyElementsOf(admin.keys().list().stream().map(key -> key.getId()).toList());
        assertThat(admin.customers().get(Requests.CUSTOMER).history().inPagesOf(1).stream()).containsExactlyElementsOf(admin.customers().get(Requests.CUSTOMER).history().stream().toList());
        assertThat(admin.catalog().versions().inPagesOf(3).stream().map(version -> version.getVersion())).isSortedAccordingTo(java.util.Comparator.reverseOrder()).endsWith(1L);
    }
}
