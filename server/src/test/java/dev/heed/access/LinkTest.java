package dev.heed.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heed.Given;
import dev.heed.TestClock;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests;
import dev.heed.sdk.Customer;
import dev.heed.sdk.HeedException;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.Per;
import dev.heed.sdk.model.Surface;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What whoever opened a link can do, and what they cannot. */
class LinkTest {
    private static final String PATCH = "application/merge-patch+json";
    private static final TestClock CLOCK = new TestClock(Instant.parse("2026-03-02T10:00:00Z"));
    private static Given given;
    private static int customers;

    @BeforeAll
    static void start() {
        given = Given.server(Map.of("HEED_LINK_WRITES", "1000/1"), CLOCK);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Customer someone() {
        return given.client(Role.APP).customers().get("c-" + ++customers);
    }

    private static String token(Customer customer) {
        var url = customer.mintLinks().getPreferenceCenterUrl().toString();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static Customer byLink(Customer customer) {
        return given.client(token(customer)).customers().self();
    }

    private static Answer patch(String token, String chosen) {
        return new Requests.Asking(given.http(), given.url(), "PATCH", "/v1/customers/~/preferences").as(token).body(PATCH, "{\"chosen\":" + chosen.replace('\'', '"') + "}").send();
    }

    @Test
    void aLinkLowersContactInOneCallAndTheLogSaysThatItWasALink() {
        var customer = someone();
        customer.preferences().change(choice -> choice.topic("offers").allow());
        var changed = byLink(customer).preferences().change(choice -> choice.atMost(1, Per.WEEK).topic("offers").refuse());
        assertThat(changed.value().getCustomerId()).isEqualTo("~");
        assertThat(changed.value().getEffective().getTopics().get("offers").getAllowed().getValue()).isFalse();
        assertThat(customer.preferences().read().value().getVersion()).isEqualTo(2);
        var id = customer.preferences().read().value().getCustomerId();
        assertThat(given.client(Role.COMPLIANCE).consentLog().list(LogFilter.all().customer(id)).stream().filter(record -> record.getIndex() > 0))
            .filteredOn(record -> record.getSurface() == Surface.LINK).hasSize(2).allMatch(record -> record.getActor().getValue().equals("customer"));
    }

    @Test
    void whateverLetsMoreThroughIsRefusedWithEverySettingThatDoes() {
        var customer = someone();
        customer.preferences().change(choice -> choice.atMost(1, Per.WEEK).channel("text").refuse());
        var refused = patch(token(customer), "{'frequency':{'max':5,'per':'week'},'tone':'expert','channels':{'text':null,'post':{'allowed':false}},'topics':{'offers':{'allowed':true}}}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.kind()).isEqualTo("forbidden");
        assertThat(refused.json().get("detail").textValue()).contains("Sign in with the brand");
        assertThat(refused.pointers()).containsExactlyInAnyOrder("/chosen/frequency", "/chosen/channels/text/allowed", "/chosen/topics/offers/allowed");
        assertThat(customer.preferences().read().value().getVersion()).as("all or nothing").isEqualTo(1);
        assertThat(patch(token(customer), "{'language':'de','tone':'expert','channels':{'post':{'allowed':false}}}").status()).isEqualTo(200);
    }

    @Test
    void aPreviewByLinkTellsTheSameAndNothingOfContacts() {
        var customer = someone();
        customer.preferences().change(choice -> choice.topic("offers").allow());
        var asking = new Requests.Asking(given.http(), given.url(), "POST", "/v1/customers/~/preferences/preview").as(token(customer));
        var preview = asking.body(PATCH, "{\"chosen\":{\"stopped\":true}}").send();
        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.json().at("/preferences/customerId").textValue()).isEqualTo("~");
        assertThat(preview.json().has("lastMonth")).isFalse();
        assertThat(preview.text()).doesNotContain("c-" + customers);
        assertThat(asking.body(PATCH, "{\"chosen\":{\"topics\":{\"newsletter\":{\"allowed\":true}}}}").send().status()).isEqualTo(403);
    }

    @Test
    void whatALinkDidALinkUndoesWithinTheHour() {
        var customer = someone();
        customer.preferences().change(choice -> choice.topic("offers").allow().and().atMost(3, Per.WEEK));
        var before = customer.preferences().read().value().getEffective();
        var link = byLink(customer).preferences();
        link.change(choice -> choice.stopEverything());
        link.change(choice -> choice.topic("offers").refuse().and().atMost(1, Per.WEEK));
        CLOCK.pass(Duration.ofMinutes(59));
        assertThat(link.revertTo(1).value().getEffective()).isEqualTo(before);
        assertThat(link.revertTo(2).value().getChosen().getStopped()).as("and done again").isTrue();
    }

    @Test
    void olderThingsAndOthersThingsAreNotUndoneByLink() {
        var customer = someone();
        customer.preferences().change(choice -> choice.topic("offers").allow());
        customer.preferences().change(choice -> choice.topic("offers").refuse());
        var link = byLink(customer).preferences();
        assertThat(catchThrowableOfType(HeedException.class, () -> link.revertTo(1)).faults()).extracting(fault -> fault.getPointer()).containsExactly("/chosen/topics/offers/allowed");
        link.change(choice -> choice.stopEverything());
        assertThat(catchThrowableOfType(HeedException.class, () -> link.revertTo(1))).as("past what the brand recorded").isNotNull();
        CLOCK.pass(Duration.ofMinutes(60).plusMillis(1));
        assertThat(catchThrowableOfType(HeedException.class, () -> link.revertTo(2))).as("an hour later").isNotNull();
        assertThat(customer.preferences().revertTo(2).value().getChosen().getStopped()).as("but signed in").isNull();
    }

    @Test
    void aConsentThatIsGivenBackIsAsOldAsItWasAndToTheSameNotice() {
        var customer = someone();
        var given1 = CLOCK.instant();
        customer.preferences().change(choice -> choice.topic("newsletter").allow());
        CLOCK.pass(Duration.ofDays(1_000));
        var link = byLink(customer).preferences();
        link.change(choice -> choice.topic("newsletter").refuse());
        link.revertTo(1);
        var consent = customer.consents().stream().filter(one -> one.getSetting().getId().equals("newsletter")).findFirst().orElseThrow();
        assertThat(consent.getSince()).isEqualTo(given1);
        CLOCK.pass(Duration.ofDays(100));
        assertThat(customer.preferences().read().value().getEffective().getTopics().get("newsletter").getAllowed().getValue()).as("three years are over").isFalse();
        var late = byLink(customer).preferences();
        late.change(choice -> choice.topic("newsletter").refuse());
        assertThat(late.revertTo(3).value().getEffective().getTopics().get("newsletter").getAllowed().getValue()).as("what had lapsed stays lapsed").isFalse();
    }

    @Test
    void aLinkShowsNothingPersonalNotEvenWhoseItIs() {
        var customer = someone();
        var id = "c-" + customers;
        customer.preferences().change(choice -> choice.topic("offers").allow().and().because("canary"));
        var token = token(customer);
        for (var path : List.of("history", "consents", "contacts", "export", "portable", "rights-requests", "preferences?asOf=2026-01-01T00:00:00Z")) {
            assertThat(new Requests.Asking(given.http(), given.url(), "GET", "/v1/customers/~/" + path).as(token).send().status()).as(path).isEqualTo(403);
        }
        assertThat(new Requests.Asking(given.http(), given.url(), "GET", "/v1/consent-log/0").as(token).send().status()).isEqualTo(403);
        var shown = new Requests.Asking(given.http(), given.url(), "GET", "/v1/customers/~/preferences").as(token).send();
        assertThat(shown.text()).doesNotContain("\"" + id + "\"", "canary");
        assertThat(shown.json().get("customerId").textValue()).isEqualTo("~");
        var named = new Requests.Asking(given.http(), given.url(), "GET", "/v1/customers/" + id + "/preferences").as(token).send();
        assertThat(named.status()).as("nor can it be guessed").isEqualTo(404);
    }

    @Test
    void selfIsTheCustomerOfTheCredentialAndAKeyHasNone() {
        var customer = someone();
        customer.preferences().change(choice -> choice.tone("expert"));
        var own = given.client(customer.mintToken(Duration.ofMinutes(5)).getToken()).customers().self();
        assertThat(own.preferences().read().value().getCustomerId()).isEqualTo("c-" + customers);
        assertThat(own.history().stream()).hasSize(1);
        assertThat(own.consents()).isNotEmpty();
        assertThat(own.contacts().stream()).isEmpty();
        assertThat(own.portable()).isNotNull();
        for (var path : List.of("preferences", "history", "consents", "contacts", "export", "portable", "rights-requests")) {
            var answer = new Requests.Asking(given.http(), given.url(), "GET", "/v1/customers/~/" + path).as(given.key(Role.ADMIN)).send();
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.json().at("/errors/0/detail").textValue()).contains("an API key has none");
        }
        var minting = new Requests.Asking(given.http(), given.url(), "POST", "/v1/customers/~/links").as(given.key(Role.APP)).send();
        assertThat(minting.status()).isEqualTo(400);
        var deciding = new Requests.Asking(given.http(), given.url(), "POST", "/v1/decisions").as(given.key(Role.APP))
            .body("application/json", "{\"customerId\":\"~\",\"channel\":\"email\",\"topic\":\"offers\"}").send();
        assertThat(deciding.status()).as("only in a path").isEqualTo(400);
    }

    @Test
    void allLinksOfACustomerShareOneLimit() {
        try (var strict = Given.server(Map.of("HEED_LINK_WRITES", "2/600", "HEED_LINK_READS", "3/600"), Clock.systemUTC())) {
            var customer = strict.client(Role.APP).customers().get("c-1");
            for (int i = 0; i < 3; i++) {
                strict.client(token(customer)).customers().self().preferences().read();
            }
            var refused = catchThrowableOfType(HeedException.class, () -> strict.client(token(customer)).customers().self().preferences().read());
            assertThat(refused.kind()).isEqualTo("rate_limited");
            assertThat(strict.client(customer.mintToken(Duration.ofMinutes(1)).getToken()).customers().self().preferences().read()).as("signed in, another").isNotNull();
        }
    }
}
