package dev.heed.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.access.Role;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests.Asking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What customers ask for by law has a deadline, and everybody can see it. */
class RightsRequestsTest {
    private TestClock clock;
    private Given given;

    @BeforeEach
    void start() {
        clock = new TestClock(Instant.parse("2026-01-31T10:00:00Z"));
        given = Given.server(Map.of(), clock);
    }

    @AfterEach
    void stop() {
        given.close();
    }

    private Answer post(Role role, String path, String body) {
        return new Asking(given.http(), given.url(), "POST", path).as(given.key(role)).body("application/json", body).send();
    }

    private Answer get(String path) {
        return new Asking(given.http(), given.url(), "GET", path).as(given.key(Role.ADMIN)).send();
    }

    private JsonNode ask(String customer, String right) {
        return post(Role.APP, "/v1/customers/" + customer + "/rights-requests", "{\"right\":\"" + right + "\",\"note\":\"Please.\"}").json();
    }

    private static String id(JsonNode request) {
        return request.get("requestId").textValue();
    }

    private List<String> listed(String state) {
        var ids = new ArrayList<String>();
        get("/v1/rights-requests?state=" + state).json().get("items").forEach(item -> ids.add(id(item)));
        return ids;
    }

    @Test
    void aRequestIsDueAMonthLaterByTheBrandsCalendar() {
        var request = ask("c-1", "access");
        assertThat(request.get("receivedAt").textValue()).isEqualTo("2026-01-31T10:00:00.000Z");
        assertThat(request.get("dueAt").textValue()).as("there is no 31 February").isEqualTo("2026-02-28T10:00:00.000Z");
        clock.pass(Duration.between(clock.instant(), Instant.parse("2026-03-10T23:30:00Z")));
        assertThat(ask("c-1", "access").get("dueAt").textValue()).as("the clocks of Berlin are put forward meanwhile").isEqualTo("2026-04-10T22:30:00.000Z");
    }

    @Test
    void theSoonestDueComesFirstAndWhatIsLateIsOverdue() {
        var first = ask("c-1", "access");
        clock.pass(Duration.ofDays(2));
        var second = ask("c-2", "erasure");
        clock.pass(Duration.ofDays(2));
        var third = ask("c-3", "objection");
        assertThat(listed("open")).containsExactly(id(first), id(second), id(third));
        assertThat(listed("overdue")).isEmpty();

        post(Role.ADMIN, "/v1/rights-requests/" + id(first) + "/extend", "{\"reason\":\"twelve years of orders\"}");
        clock.pass(Duration.ofDays(29));
        assertThat(listed("open")).containsExactly(id(second), id(third), id(first));
        assertThat(listed("overdue")).containsExactly(id(second), id(third));
        assertThat(given.client(Role.ADMIN).operations().metrics()).contains("heed_rights_overdue 2");
        assertThat(get("/v1/rights-requests").json().at("/items/0/state").textValue()).isEqualTo("overdue");

        post(Role.ADMIN, "/v1/rights-requests/" + id(second) + "/close", "{\"outcome\":\"fulfilled\"}");
        clock.pass(Duration.ofMinutes(1));
        post(Role.ADMIN, "/v1/rights-requests/" + id(third) + "/close", "{\"outcome\":\"refused\",\"reason\":\"the contract needs it\"}");
        assertThat(listed("open")).containsExactly(id(first));
        assertThat(listed("closed")).containsExactly(id(third), id(second));
        assertThat(given.client(Role.ADMIN).operations().metrics()).contains("heed_rights_overdue 0");
    }

    @Test
    void aRequestIsExtendedOnceByTwoMonthsAndOnlyWithinTheFirst() {
        var path = "/v1/rights-requests/" + id(ask("c-1", "rectification")) + "/extend";
        clock.pass(Duration.ofDays(27));
        var extended = post(Role.ADMIN, path, "{\"reason\":\"many requests\"}");
        assertThat(extended.json().get("dueAt").textValue()).isEqualTo("2026-04-30T09:00:00.000Z");
        assertThat(extended.json().get("extensionReason").textValue()).isEqualTo("many requests");
        assertThat(post(Role.ADMIN, path, "{\"reason\":\"many requests\"}").json()).as("the same again").isEqualTo(extended.json());
        assertThat(post(Role.ADMIN, path, "{\"reason\":\"another\"}").kind()).isEqualTo("conflict");

        var late = "/v1/rights-requests/" + id(ask("c-1", "access")) + "/extend";
        clock.pass(Duration.ofDays(28));
        assertThat(post(Role.ADMIN, late, "{\"reason\":\"many requests\"}").kind()).as("a month and no longer").isEqualTo("conflict");
    }

    @Test
    void whoeverRefusesMustSayWhyAndWhatIsClosedStaysSo() {
        var path = "/v1/rights-requests/" + id(ask("c-1", "erasure"));
        var silent = post(Role.ADMIN, path + "/close", "{\"outcome\":\"refused\"}");
        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.pointers()).containsExactly("/reason");
        assertThat(post(Role.ADMIN, path + "/close", "{\"outcome\":\"refused\",\"reason\":\"a lawsuit\"}").json().get("state").textValue()).isEqualTo("closed");
        assertThat(post(Role.ADMIN, path + "/close", "{\"outcome\":\"fulfilled\"}").kind()).isEqualTo("conflict");
        assertThat(post(Role.ADMIN, path + "/extend", "{\"reason\":\"more time\"}").kind()).isEqualTo("conflict");
    }

    @Test
    void aCustomerAsksAndSeesWhatBecameOfIt() {
        var token = given.client(Role.APP).customers().get("c-1").mintToken(Duration.ofMinutes(10)).getToken();
        var asked = new Asking(given.http(), given.url(), "POST", "/v1/customers/c-1/rights-requests").as(token).body("application/json", "{\"right\":\"restriction\"}").send();
        assertThat(asked.status()).isEqualTo(201);
        ask("c-2", "access");
        post(Role.ADMIN, "/v1/rights-requests/" + id(asked.json()) + "/close", "{\"outcome\":\"fulfilled\",\"reason\":\"done by hand\"}");
        var own = new Asking(given.http(), given.url(), "GET", "/v1/customers/c-1/rights-requests").as(token).send().json().get("items");
        assertThat(own).hasSize(1);
        assertThat(own.get(0).get("outcomeReason").textValue()).isEqualTo("done by hand");
    }

    @Test
    void theSdkAsksListsAndAnswers() {
        var asked = given.client(Role.APP).customers().get("c-1").requests();
        var request = asked.withIdempotencyKey("once").ask(dev.heed.sdk.model.Right.ACCESS, "All of it.");
        assertThat(asked.withIdempotencyKey("once").ask(dev.heed.sdk.model.Right.ACCESS, "All of it.")).isEqualTo(request);
        var second = asked.ask(dev.heed.sdk.model.Right.OBJECTION);
        var answering = given.client(Role.ADMIN).rightsRequests();
        assertThat(answering.open().inPagesOf(1).stream()).containsExactlyInAnyOrder(request, second);
        assertThat(answering.extend(request.getRequestId(), "many requests").getExtensionReason()).isEqualTo("many requests");
        answering.fulfill(request.getRequestId());
        clock.pass(Duration.ofDays(40));
        assertThat(answering.overdue().stream().map(it -> it.getRequestId())).containsExactly(second.getRequestId());
        answering.refuse(second.getRequestId(), "no ground");
        assertThat(answering.closed().stream().map(it -> it.getOutcomeReason())).containsExactly("no ground", null);
        assertThat(asked.list().stream()).hasSize(2);
    }

    @Test
    void onceErasedARequestTellsNobodyWhoseItWasAndItsErasureIsFulfilled() {
        ask("c-1", "access");
        var erasure = ask("c-1", "erasure");
        post(Role.ADMIN, "/v1/rights-requests/" + id(erasure) + "/extend", "{\"reason\":\"c-1 ordered much\"}");
        var other = ask("c-2", "erasure");
        given.client(Role.ADMIN).customers().get("c-1").erase();
        assertThat(listed("closed")).containsExactly(id(erasure));
        assertThat(get("/v1/rights-requests?state=closed").json().at("/items/0/outcome").textValue()).isEqualTo("fulfilled");
        assertThat(listed("open")).hasSize(2).contains(id(other));
        assertThat(get("/v1/rights-requests").text() + get("/v1/rights-requests?state=closed").text()).doesNotContain("\"c-1").contains("c-2");
        assertThat(get("/v1/customers/c-1/rights-requests").json().get("items")).isEmpty();
    }
}
