package dev.heed.access;

import static dev.heed.contract.Requests.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests;
import dev.heed.contract.Requests.Asking;
import dev.heed.http.Contract.Operation;
import dev.heed.sdk.LogFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One brand, and one customer, learns nothing of another: what is theirs looks exactly like what does not exist. */
class BrandIsolationTest {
    private static final String RIVAL = "rival";
    private static final String CANARY = "canary-of-the-shop";
    /** Parameters that name no thing a brand has. */
    private static final Set<String> NAME_NOTHING = Set.of("asOf", "limit", "If-Match", "If-None-Match", "kind", "setting", "status", "source", "state");

    private static Given given;
    private static Requests requests;
    private static String rival;

    /** A parameter with a value that the shop has, and with one that nobody has. */
    private record Row(String operation, String parameter, String theirs, String nobodys) {}

    @BeforeAll
    static void start() {
        given = Given.server();
        given.brand(RIVAL);
        requests = new Requests(given);
        rival = given.key(RIVAL, Role.ADMIN);
        var shop = given.client(Role.ADMIN);
        shop.customers().get("soon-gone").preferences().change(choice -> choice.tone("expert").because(CANARY));
        for (int i = 1; i <= 5; i++) {
            int n = i;
            shop.customers().get("only-there").preferences().change(choice -> choice.topic("offers").allow().and().atMost(n, dev.heed.sdk.model.Per.WEEK).because(CANARY));
            requests.ask("POST", "/v1/customers/only-there/rights-requests").body("application/json", "{\"right\":\"access\",\"note\":\"" + CANARY + "\"}").as(given.key(Role.ADMIN)).send();
            shop.contacts().record("only-there", "email", "order_updates");
            requests.ask("POST", "/v1/customers/only-there/feedback").body("application/json", "{\"verdict\":\"welcome\",\"comment\":\"" + CANARY + "\"}").as(given.key(Role.ADMIN)).send();
            requests.ask("GET", "/v1/consent-log?customerId=only-there").with("Accept", "text/csv").as(given.key(Role.ADMIN)).send();
            shop.catalog().publish(shop.catalog().version(1).edit(catalog -> catalog.putObject("policy").put("minimumAge", n)));
        }
        given.client(rival).customers().get(Requests.CUSTOMER).preferences().change(choice -> choice.tone("expert"));
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static List<Row> table() {
        var rows = new ArrayList<Row>();
        CONTRACT.operations().values().stream().filter(operation -> operation.path().contains("{customerId}"))
            .forEach(operation -> rows.add(new Row(operation.id(), "customerId", operation.id().equals("rights_erase") ? "soon-gone" : "only-there", "not-there-")));
        rows.add(new Row("consent_log_list", "customerId", "only-there", "not-there-"));
        var spare = given.client(Role.ADMIN).keys().create(dev.heed.sdk.model.Role.APP, CANARY).getId().toString();
        rows.add(new Row("keys_revoke", "keyId", spare, "01900000-0000-7000-8000-000000000000"));
        for (var verb : List.of("contacts_confirm", "contacts_release")) {
            rows.add(new Row(verb, "contactId", requests.sample(CONTRACT.operation(verb)).path().split("/")[3], "01900000-0000-7000-8000-000000000000"));
        }
        for (var verb : List.of("rights_extend", "rights_close")) {
            rows.add(new Row(verb, "requestId", requests.sample(CONTRACT.operation(verb)).path().split("/")[3], "01900000-0000-7000-8000-000000000000"));
        }
        rows.add(new Row("consent_log_read", "index", "4", "9"));
        rows.add(new Row("consent_log_proof", "index", "4", "9"));
        rows.add(new Row("consent_log_receipt", "index", "3", "9"));
        rows.add(new Row("ledger_tile", "tile", "0/000.p/5", "0/000.p/9"));
        rows.add(new Row("ledger_tile", "tile", "entries/000.p/5", "entries/000.p/9"));
        rows.add(new Row("ledger_consistency", "to", "5", "9"));
        rows.add(new Row("ledger_consistency", "from", "5", "9"));
        rows.add(new Row("consent_log_list", "treeSize", "5", "9"));
        rows.add(new Row("consent_log_list", "after", "5", "9"));
        rows.add(new Row("catalog_read", "version", "5", "9"));
        rows.add(new Row("consent_log_list", "from", "2999-01-01T00:00:00Z", "2999-01-02T00:00:00Z"));
        rows.add(new Row("consent_log_list", "to", "1999-01-01T00:00:00Z", "1999-01-02T00:00:00Z"));
        for (var bound : List.of("from", "to")) {
            rows.add(new Row("evidence_summary", bound, "2999-01-01", "2999-01-02"));
        }
        for (var list : List.of("keys_list", "catalog_versions", "consent_log_list", "preferences_history", "contacts_list", "feedback_list", "exports_list", "rights_list", "rights_own")) {
            var path = requests.sample(CONTRACT.operation(list)).path().replace(Requests.CUSTOMER, "only-there");
            rows.add(new Row(list, "cursor", requests.ask("GET", path + "?limit=1").as(given.key(Role.ADMIN)).send().json().get("next").textValue(), "A".repeat(24)));
        }
        return rows;
    }

    private static Asking asking(Row row, String value) {
        var operation = CONTRACT.operation(row.operation);
        var sample = requests.sample(operation);
        boolean inPath = operation.path().contains("{" + row.parameter + "}");
        var path = inPath ? operation.path().replace("{" + row.parameter + "}", value)
            : (row.parameter.equals("cursor") && operation.path().contains("{customerId}") ? operation.path().replace("{customerId}", "only-there") : sample.path().split("\\?")[0])
                + "?" + row.parameter + "=" + value + (row.operation.equals("ledger_consistency") && row.parameter.equals("to") ? "&from=1" : "");
        var asking = requests.ask(operation.method(), path).body(sample.type(), body(operation));
        return row.parameter.equals("after") ? asking.with("Accept", "text/csv") : asking;
    }

    /** A change that changes nothing, so that the answers hold no time of their own. */
    private static String body(Operation operation) {
        return switch (operation.id()) {
            case "preferences_change", "preferences_preview" -> "{\"chosen\":{}}";
            case "rights_import" -> "{\"version\":1}";
            case "preferences_revert" -> "{\"toVersion\":0}";
            default -> requests.sample(operation).body();
        };
    }

    private static String withoutValue(Answer answer, String value) {
        return answer.traits().replaceAll("(?<![0-9A-Za-z])" + java.util.regex.Pattern.quote(value) + "(?![0-9A-Za-z])", "…").replaceAll("\"(token|preferenceCenterUrl|expiresAt|feedbackId|requestId|receivedAt|dueAt|madeAt|exportId|endedAt|sha256|at|until)\":\"[^\"]+\"", "");
    }

    @Test
    void theTableLeavesNoParameterOutThatNamesAThing() {
        var named = new HashSet<String>();
        CONTRACT.operations().values().stream().filter(operation -> operation.path().startsWith("/v1/")).forEach(operation -> operation.parameters().stream()
            .filter(parameter -> !NAME_NOTHING.contains(parameter.name()) && !parameter.name().equals("Idempotency-Key"))
            .forEach(parameter -> named.add(operation.id() + " " + parameter.name())));
        var tested = new HashSet<String>();
        table().forEach(row -> tested.add(row.operation + " " + row.parameter));
        assertThat(tested).isEqualTo(named);
    }

    @Test
    void whatIsAnotherBrandsLooksLikeWhatDoesNotExist() {
        for (var row : table()) {
            var theirs = asking(row, row.theirs).as(rival).send();
            var nobodys = asking(row, row.nobodys).as(rival).send();
            assertThat(withoutValue(theirs, row.theirs)).as(row.toString()).isEqualTo(withoutValue(nobodys, row.nobodys));
            assertThat(theirs.text()).as(row.toString()).doesNotContain(CANARY);
            assertThat(theirs.status()).as(row.toString()).isIn(row.parameter.equals("customerId") && !row.operation.equals("rights_erase") || row.parameter.matches("from|to") ? List.of(200, 201, 400) : List.of(400, 404));
        }
    }

    @Test
    void theTableWouldNoticeIfTheThingsWereThere() {
        for (var row : table()) {
            // By then the customer went back to version 0, so that there is nothing to take along.
            if (!row.parameter.matches("from|to|keyId") && !row.operation.matches("tokens_mint|links_mint|feedback_give|rights_request|rights_portable")) {
                var theirs = asking(row, row.theirs).as(given.key(Role.ADMIN)).send();
                assertThat(theirs.status()).as(row.toString()).isEqualTo(200);
                assertThat(withoutValue(theirs, row.theirs)).as(row.toString()).isNotEqualTo(withoutValue(asking(row, row.nobodys).as(given.key(Role.ADMIN)).send(), row.nobodys));
            }
        }
    }

    @Test
    void anotherBrandsKeyCannotBeRevoked() {
        var theirs = given.client(Role.ADMIN).keys().create(dev.heed.sdk.model.Role.SENDER, "theirs");
        assertThat(requests.ask("DELETE", "/v1/keys/" + theirs.getId()).as(rival).send().status()).isEqualTo(404);
        assertThat(given.client(theirs.getKey()).catalog().read().value().brand().getName()).isNotEmpty();
    }

    @Test
    void anotherBrandsIdempotencyKeyIsFree() {
        // A contact that is named is one brand's own, whatever the key; what a check says depends on its body alone.
        CONTRACT.operations().values().stream().filter(operation -> operation.parameters().stream().anyMatch(parameter -> parameter.name().equals("Idempotency-Key")))
            .filter(operation -> !operation.path().contains("{contactId}") && !operation.path().contains("{requestId}") && !operation.id().equals("catalog_check")).forEach(operation -> {
            var ours = requests.ask(operation).as(given.key(Role.ADMIN)).with("Idempotency-Key", "shared " + operation.id()).send();
            var answer = requests.ask(operation).body(requests.sample(operation).type(), requests.sample(operation).body() + " ").as(rival).with("Idempotency-Key", "shared " + operation.id()).send();
            assertThat(answer.status()).as(operation.id()).isEqualTo(ours.status()).isLessThan(300);
            assertThat(answer.text()).isNotEqualTo(ours.text());
        });
    }

    @Test
    void theSameCustomerIdInTwoBrandsIsTwoCustomers() {
        var ours = given.client(Role.APP).customers().get("same").preferences();
        var theirs = given.client(given.key(RIVAL, Role.APP)).customers().get("same").preferences();
        ours.change(choice -> choice.tone("playful"));
        theirs.change(choice -> choice.language("de"));
        ours.change(choice -> choice.stopEverything());

        assertThat(ours.read().value().getVersion()).isEqualTo(2);
        assertThat(theirs.read().value().getVersion()).isEqualTo(1);
        assertThat(ours.read().value().getChosen().getLanguage()).isNull();
        assertThat(theirs.read().value().getChosen().getTone()).isNull();
        assertThat(theirs.read().value().getChosen().getStopped()).isNull();
        assertThat(given.client(rival).consentLog().list(LogFilter.all().customer("same")).stream()).hasSize(1);
    }

    @Test
    void listsHoldOnlyTheBrandsOwn() {
        for (var list : List.of("keys_list", "catalog_versions", "consent_log_list", "feedback_list", "exports_list", "rights_list")) {
            assertThat(requests.ask(CONTRACT.operation(list)).as(given.key(Role.ADMIN)).send().text()).as("the shop has much").hasSizeGreaterThan(200);
            assertThat(requests.ask(CONTRACT.operation(list)).as(rival).send().text()).doesNotContain(CANARY, "only-there");
        }
        assertThat(given.client(rival).consentLog().list(LogFilter.all()).stream()).allMatch(record -> List.of(Requests.CUSTOMER, "same").contains(record.getCustomerId()));
        assertThat(requests.ask("GET", "/v1/consent-log").as(rival).with("Accept", "application/x-ndjson").send().text()).doesNotContain(CANARY, "only-there");
        assertThat(requests.ask("GET", "/v1/consent-log").as(rival).with("Accept", "text/csv").send().text()).doesNotContain(CANARY, "only-there");
    }

    @Test
    void aCustomersTokenTellsNothingOfAnotherCustomer() {
        var token = requests.customerToken();
        CONTRACT.operations().values().stream().filter(operation -> operation.path().contains("{customerId}")).forEach(operation -> {
            var row = new Row(operation.id(), "customerId", "only-there", "not-there-");
            var theirs = asking(row, row.theirs).as(token).send();
            assertThat(withoutValue(theirs, row.theirs)).as(operation.id()).isEqualTo(withoutValue(asking(row, row.nobodys).as(token).send(), row.nobodys));
            assertThat(theirs.status()).isEqualTo(operation.id().matches("tokens_mint|links_mint|rights_erase") ? 403 : 404);
        });
        for (var operation : List.of("consent_log_read", "consent_log_proof", "consent_log_receipt")) {
            var row = new Row(operation, "index", "2", "999");
            assertThat(asking(row, "0").as(token).send().status()).as("one's own").isEqualTo(200);
            assertThat(asking(row, row.theirs).as(token).send().status()).isEqualTo(404);
            assertThat(asking(row, row.theirs).as(token).send().traits()).isEqualTo(asking(row, row.nobodys).as(token).send().traits());
        }
    }

    @Test
    void aLinkOfOneBrandDoesNotOpenTheSameCustomerOfAnother() {
        given.client(Role.APP).customers().get("linked").preferences().change(choice -> choice.tone("playful"));
        var url = given.client(rival).customers().get("linked").mintLinks().getPreferenceCenterUrl().toString();
        var theirs = given.client(url.substring(url.lastIndexOf('/') + 1)).customers().self().preferences();
        assertThat(theirs.read().value().getVersion()).isZero();
        theirs.change(choice -> choice.stopEverything());
        assertThat(given.client(Role.APP).customers().get("linked").preferences().read().value().getVersion()).isEqualTo(1);
    }

    @Test
    void aCustomersTokenOfOneBrandDoesNotOpenTheSameCustomerOfAnother() {
        given.client(rival).customers().get("twin").preferences().change(choice -> choice.tone("playful"));
        var token = given.client(Role.APP).customers().get("twin").mintToken(Duration.ofMinutes(1)).getToken();
        assertThat(given.client(token).customers().get("twin").preferences().read().value().getVersion()).isZero();
    }
}
