package dev.heed.contract;

import static dev.heed.contract.Requests.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.ContractWatch;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.http.Contract.Operation;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The contract promises nothing that the server does not give. */
class EveryAnswerTest {
    private static final String PATCH = "application/merge-patch+json";
    private static final String JSON = "application/json";
    private static final Set<String> FOR_SENDERS = Set.of("decisions_make", "decisions_stream", "audiences_count", "contacts_record", "contacts_confirm", "contacts_release");

    /** Each row gives the answer that its name promises: {@code operation status}. */
    private static Map<String, Supplier<Asking>> table(Given given, Requests requests) {
        var admin = given.key(Role.ADMIN);
        var foreign = requests.customerToken();
        var other = "/v1/customers/c-2/";
        var table = new LinkedHashMap<String, Supplier<Asking>>();
        CONTRACT.operations().values().forEach(operation -> {
            var good = operation.answers().keySet().stream().filter(status -> status.startsWith("2")).findFirst().orElseThrow();
            var sample = requests.sample(operation);
            table.put(operation.id() + " " + good, () -> requests.ask(operation).as(admin));
            table.put(operation.id() + " 400", () -> requests.ask(operation.method(), sample.path() + (sample.path().contains("?") ? "&" : "?") + "nonsense=1")
                .body(sample.type(), sample.body()).as(admin));
            table.put(operation.id() + " 401", () -> requests.ask(operation));
            table.put(operation.id() + " 403", () -> requests.ask(operation).as(given.key(FOR_SENDERS.contains(operation.id()) ? Role.COMPLIANCE : Role.SENDER)));
            table.put(operation.id() + " 412", () -> requests.ask(operation).with("If-Match", "\"stale\"").as(admin));
            table.put(operation.id() + " 415", () -> requests.ask(operation).body("text/plain", sample.body()).as(admin));
        });
        table.put("catalog_read 304", () -> requests.ask("catalog_read", Role.ADMIN).with("If-None-Match", "*"));
        table.put("preferences_read 304", () -> requests.ask("preferences_read", Role.ADMIN).with("If-None-Match", "*"));

        table.put("catalog_read 404", () -> requests.ask("GET", "/v1/catalog?version=99").as(admin));
        table.put("preferences_read 404", () -> requests.ask("GET", other + "preferences").as(foreign));
        table.put("preferences_change 404", () -> requests.ask("PATCH", other + "preferences").body(PATCH, "{\"chosen\":{}}").as(foreign));
        table.put("preferences_preview 404", () -> requests.ask("POST", other + "preferences/preview").body(PATCH, "{\"chosen\":{}}").as(foreign));
        table.put("preferences_revert 404", () -> requests.ask("POST", other + "preferences/revert").body(JSON, "{\"toVersion\":0}").as(foreign));
        table.put("preferences_history 404", () -> requests.ask("GET", other + "history").as(foreign));
        table.put("preferences_consents 404", () -> requests.ask("GET", other + "consents").as(foreign));
        table.put("feedback_give 404", () -> requests.ask("feedback_give", Role.APP).body(JSON, "{\"verdict\":\"welcome\",\"contactId\":\"00000000-0000-4000-8000-000000000000\"}"));
        table.put("consent_log_read 404", () -> requests.ask("GET", "/v1/consent-log/999").as(admin));
        table.put("consent_log_proof 404", () -> requests.ask("GET", "/v1/consent-log/999/proof").as(admin));
        table.put("consent_log_receipt 404", () -> requests.ask("GET", "/v1/consent-log/999/receipt").as(admin));
        table.put("ledger_tile 404", () -> requests.ask("GET", "/v1/ledger/tile/0/001").as(admin));
        table.put("keys_revoke 404", () -> requests.ask("DELETE", "/v1/keys/00000000-0000-4000-8000-000000000000").as(admin));
        table.put("problems_read 404", () -> requests.ask("GET", "/problems/nonsense"));

        table.put("contacts_list 404", () -> requests.ask("GET", other + "contacts").as(foreign));
        for (var verb : Set.of("confirm", "release")) {
            table.put("contacts_" + verb + " 404", () -> requests.ask("POST", "/v1/contacts/00000000-0000-4000-8000-000000000000/" + verb).as(admin));
            table.put("contacts_" + verb + " 409", () -> requests.ask("POST", withheld(given, requests) + "/" + verb).as(admin));
            table.put("contacts_" + verb + " 422", () -> taken(requests.ask("contacts_" + verb, Role.ADMIN), requests.ask("contacts_record", Role.ADMIN)));
        }

        table.put("rights_erase 404", () -> requests.ask("DELETE", "/v1/customers/c-never").as(admin));
        given.client(Role.APP).customers().get("c-gone").preferences().change(choice -> choice.tone("expert"));
        requests.ask("POST", "/v1/customers/c-gone/preferences/revert").as(admin).with("Idempotency-Key", "before it was erased").body(JSON, "{\"toVersion\":0}").send();
        requests.ask("DELETE", "/v1/customers/c-gone").as(admin).send();
        table.put("preferences_change 409", () -> requests.ask("PATCH", "/v1/customers/c-gone/preferences").as(admin)
            .body(PATCH, "{\"chosen\":{\"stopped\":false},\"circumstances\":{\"actor\":\"agent\"}}"));
        table.put("preferences_revert 409", () -> requests.ask("POST", "/v1/customers/c-gone/preferences/revert").as(admin).with("Idempotency-Key", "before it was erased")
            .body(JSON, "{\"toVersion\":0}"));
        table.put("contacts_record 409", () -> requests.ask("POST", "/v1/contacts").as(admin).body(JSON, "{\"customerId\":\"c-gone\",\"channel\":\"email\",\"topic\":\"order_updates\"}"));
        table.put("feedback_give 409", () -> requests.ask("POST", "/v1/customers/c-gone/feedback").as(admin).body(JSON, "{\"verdict\":\"welcome\"}"));

        for (var path : Set.of("export", "portable", "rights-requests")) {
            table.put((path.equals("rights-requests") ? "rights_own" : "rights_" + path) + " 404", () -> requests.ask("GET", other + path).as(foreign));
        }
        table.put("rights_request 404", () -> requests.ask("POST", other + "rights-requests").body(JSON, "{\"right\":\"access\"}").as(foreign));
        table.put("rights_import 404", () -> requests.ask("POST", other + "import").body(JSON, "{\"version\":1}").as(foreign));
        for (var verb : Map.of("extend", "{\"reason\":\"another\"}", "close", "{\"outcome\":\"refused\",\"reason\":\"another\"}").entrySet()) {
            table.put("rights_" + verb.getKey() + " 404", () -> requests.ask("POST", "/v1/rights-requests/00000000-0000-4000-8000-000000000000/" + verb.getKey()).body(JSON, verb.getValue()).as(admin));
            table.put("rights_" + verb.getKey() + " 409", () -> {
                requests.ask("rights_" + verb.getKey(), Role.ADMIN).send();
                return requests.ask("rights_" + verb.getKey(), Role.ADMIN).body(JSON, verb.getValue());
            });
        }
        for (var asking : Set.of("rights_import", "rights_request", "rights_extend", "rights_close")) {
            table.put(asking + " 422", () -> taken(requests.ask(asking, Role.ADMIN), requests.ask("contacts_record", Role.ADMIN)));
        }
        table.put("keys_revoke 409", () -> requests.ask("DELETE", "/v1/keys/" + ownId(given)).as(admin));

        table.put("catalog_publish 422", () -> requests.ask("PUT", "/v1/catalog").body(JSON, Given.catalog().toString().replace("Europe/Berlin", "Europe/Berlim")).as(admin));
        for (var change : Set.of("preferences_change", "preferences_preview")) {
            table.put(change + " 422", () -> requests.ask(change, Role.APP).body(PATCH, "{\"chosen\":{\"tone\":\"rude\"}}"));
        }
        for (var asking : Set.of("decisions_make", "contacts_record")) {
            table.put(asking + " 422", () -> requests.ask(asking, Role.ADMIN).body(JSON, "{\"customerId\":\"c-1\",\"channel\":\"fax\",\"topic\":\"offers\"}"));
        }
        table.put("audiences_count 422", () -> requests.ask("audiences_count", Role.ADMIN).body(JSON, "{\"channel\":\"fax\",\"topic\":\"offers\"}"));
        table.put("preferences_revert 422", () -> requests.ask("preferences_revert", Role.APP).body(JSON, "{\"toVersion\":0,\"circumstances\":{\"language\":\"fr\"}}"));
        given.client(Role.APP).customers().get("c-1").withIdempotencyKey("taken").mintToken(java.time.Duration.ofSeconds(1));
        table.put("links_mint 422", () -> requests.ask("links_mint", Role.APP).body(JSON, "{\"language\":\"fr\"}"));
        table.put("tokens_mint 422", () -> requests.ask("tokens_mint", Role.APP).with("Idempotency-Key", "\"taken\""));
        requests.ask("feedback_give", Role.APP).with("Idempotency-Key", "\"taken before\"").send();
        table.put("feedback_give 422", () -> requests.ask("feedback_give", Role.APP).body(JSON, "{\"verdict\":\"welcome\"}").with("Idempotency-Key", "\"taken before\""));
        given.client(Role.ADMIN).keys().withIdempotencyKey("taken").create(dev.heed.sdk.model.Role.APP, "first");
        table.put("keys_create 422", () -> requests.ask("keys_create", Role.ADMIN).with("Idempotency-Key", "\"taken\""));
        return table;
    }

    /** A contact that was never allowed. */
    private static String withheld(Given given, Requests requests) {
        requests.ask("decisions_make", Role.ADMIN).body(JSON, "{\"customerId\":\"c-9\",\"channel\":\"email\",\"topic\":\"offers\",\"reserve\":true}").send();
        var contacts = requests.ask("GET", "/v1/customers/c-9/contacts").as(given.key(Role.ADMIN)).send().json().get("items");
        return "/v1/contacts/" + contacts.get(0).get("contactId").textValue();
    }

    /** A request under an idempotency key that another one had before. */
    private static Asking taken(Asking asking, Asking before) {
        before.with("Idempotency-Key", "taken-before").send();
        return asking.with("Idempotency-Key", "taken-before");
    }

    /** The id of the shop's admin key: the one that cannot be revoked with it. */
    private static String ownId(Given given) {
        return given.client(Role.ADMIN).keys().list().stream().filter(key -> key.getRole() == dev.heed.sdk.model.Role.ADMIN).findFirst().orElseThrow().getId().toString();
    }

    @Test
    void everyListedStatusOfEveryOperationIsReallyGiven() {
        var seen = new HashSet<String>();
        try (var given = Given.server()) {
            table(given, new Requests(given)).forEach((row, asking) -> {
                var operation = CONTRACT.operation(row.split(" ")[0]);
                if (operation.answers().containsKey(row.split(" ")[1])) {
                    var answer = asking.get().send();
                    assertThat(answer.status()).as(row + ": " + answer.text()).isEqualTo(Integer.parseInt(row.split(" ")[1]));
                    seen.add(row);
                }
            });
        }
        try (var given = Given.server(Map.of("HEED_KEY_READS", "1/600", "HEED_KEY_WRITES", "1/600"), Clock.systemUTC())) {
            var requests = new Requests(given);
            CONTRACT.operations().values().stream().filter(operation -> operation.answers().containsKey("429")).forEach(operation -> {
                var key = given.app().createKey(given.app().brand(Given.SHOP).orElseThrow(), Role.ADMIN, "fresh");
                requests.ask(operation).as(key).send();
                assertThat(requests.ask(operation).as(key).send().status()).as(operation.id()).isEqualTo(429);
                seen.add(operation.id() + " 429");
            });
        }
        var listed = new HashSet<String>();
        CONTRACT.operations().values().forEach(operation -> listed(operation).forEach(status -> listed.add(operation.id() + " " + status)));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(listed);
        assertThat(ContractWatch.SEEN).containsAll(listed);
    }

    private static Set<String> listed(Operation operation) {
        var statuses = new HashSet<>(operation.answers().keySet());
        statuses.remove("default");
        return statuses;
    }
}
