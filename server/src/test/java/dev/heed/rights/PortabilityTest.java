package dev.heed.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.LogFilter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a customer chose goes along to another brand, and comes in there as one change that is evidence. */
class PortabilityTest {
    private static final String RIVAL = "rival";
    private Given given;

    @BeforeEach
    void start() {
        given = Given.server();
        given.brand(RIVAL);
    }

    @AfterEach
    void stop() {
        given.close();
    }

    private JsonNode portable(String customer) {
        return new Asking(given.http(), given.url(), "GET", "/v1/customers/" + customer + "/portable").as(given.key(Role.APP)).send().json();
    }

    private JsonNode bring(String key, String customer, String document) {
        return new Asking(given.http(), given.url(), "POST", "/v1/customers/" + customer + "/import").as(key).body("application/json", document).send().json();
    }

    private void choose(String customer, String chosen) {
        new Asking(given.http(), given.url(), "PATCH", "/v1/customers/" + customer + "/preferences").as(given.key(Role.APP)).body("application/merge-patch+json", "{\"chosen\":" + chosen.replace('\'', '"') + "}").send();
    }

    @Test
    void theDocumentSpeaksInTermsThatTravel() {
        choose("c-1", "{'relationship':'acquaintance','language':'de','topics':{'offers':{'allowed':true},'newsletter':{'allowed':false,'channels':{'push':false}}},"
            + "'purposes':{'targeted_advertising':{'allowed':false}},'channels':{'voice':{'callers':['human']}}}");
        var document = portable("c-1");
        assertThat(document.at("/version").intValue()).isEqualTo(1);
        assertThat(document.at("/origin/brand").textValue()).isEqualTo("Fernweg Outdoor");
        assertThat(document.at("/origin/ledger").textValue()).isEqualTo("heed.local/shop");
        assertThat(document.at("/origin/treeSize").intValue()).isEqualTo(7);
        assertThat(document.at("/frequency").toString()).as("what the relationship brings is written out").isEqualTo("{\"max\":2,\"per\":\"month\"}");
        assertThat(document.at("/tone/id").textValue()).isEqualTo("plain");
        assertThat(document.at("/channels/0").toString()).startsWith("{\"addressKind\":\"phone\",\"calls\":false,\"id\":\"text\"").endsWith("\"allowed\":false}");
        assertThat(document.at("/channels/1/callers/0").textValue()).isEqualTo("human");
        assertThat(document.at("/topics/0/purpose").textValue()).isEqualTo("dpv:DirectMarketing");
        assertThat(document.at("/topics/1/channels/0/addressKind").textValue()).isEqualTo("push");
        assertThat(document.at("/purposes/0/dpvTerm").textValue()).isEqualTo("dpv:TargetedAdvertising");
    }

    @Test
    void whoeverRefusedEveryTopicOfAKindRefusedTheKind() {
        choose("c-1", "{'topics':{'rental_reminders':{'allowed':false},'product_care':{'allowed':false}}}");
        var topics = portable("c-1").get("topics");
        assertThat(topics).hasSize(3);
        assertThat(topics.get(2).toString()).isEqualTo("{\"category\":\"service\",\"purpose\":\"dpv:CommunicationForCustomerCare\",\"allowed\":false}");
    }

    @Test
    void whereItCameFromTheDocumentChangesNothing() {
        choose("c-1", "{'relationship':'friend','timeZone':'America/New_York','stopped':true,'frequency':{'max':1,'per':'week'},'contactHours':[{'days':['sat','sun'],'from':'22:00','to':'02:00'}],'overflow':'hold',"
            + "'preferredChannel':'post','channels':{'email':{'allowed':true},'messenger':{'allowed':false}},'topics':{'offers':{'allowed':true},'product_care':{'allowed':false}},'purposes':{'customer_care':{'allowed':true}}}");
        var report = bring(given.key(Role.APP), "c-1", portable("c-1").toString());
        assertThat(report.toString()).isEqualTo("{\"version\":1,\"applied\":[],\"kept\":[],\"suggested\":{\"patch\":{},\"labels\":[]},\"unmatched\":[]}");
    }

    @Test
    void theSdkCarriesADocumentFromOneBrandToTheOther() throws java.io.IOException {
        var there = given.client(Role.APP).customers().get("c-1");
        there.preferences().change(choice -> choice.topic("offers").allow().and().channel("post").refuse());
        var document = there.portable();
        assertThat(document.version()).isEqualTo(1);
        assertThat(document.brand()).isEqualTo("Fernweg Outdoor");

        var here = given.client(given.key(RIVAL, Role.APP)).customers().get("c-9");
        var report = here.withIdempotencyKey("once").importing(dev.heed.sdk.model.PortablePreferences.parse(document.text()));
        assertThat(report.getApplied()).hasSize(1);
        assertThat(here.withIdempotencyKey("once").importing(document)).isEqualTo(report);
        here.preferences().change(dev.heed.sdk.model.PreferencesPatch.choosing(report.getSuggested().getPatch()));
        assertThat(here.preferences().read().value().getChosen().getTopics().get("offers").getAllowed()).isTrue();
        assertThat(here.preferences().read().value().getChosen().getChannels().get("post").getAllowed()).as("what is not named is left alone").isFalse();
        for (var format : dev.heed.sdk.AccessFormat.values()) {
            try (var export = here.export(format)) {
                assertThat(new String(export.stream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).contains("c-9", "Fernweg");
                assertThat(export.treeSize()).hasValue(2);
            }
        }
    }

    @Test
    void whatIsTakenOverIsOneChangeWithItsRecordsAndConsentIsOnlySuggested() {
        choose("c-1", "{'frequency':{'max':1,'per':'week'},'topics':{'offers':{'allowed':true},'newsletter':{'allowed':false}},'purposes':{'usage_analytics':{'allowed':true},'product_improvement':{'allowed':false}}}");
        var key = given.key(RIVAL, Role.APP);
        var report = bring(key, "new-here", portable("c-1").toString());
        assertThat(report.get("version").intValue()).isEqualTo(1);
        assertThat(report.get("applied")).hasSize(3);
        assertThat(report.at("/suggested/patch").toString()).isEqualTo("{\"topics\":{\"offers\":{\"allowed\":true}},\"purposes\":{\"usage_analytics\":{\"allowed\":true}}}");
        assertThat(report.at("/suggested/labels").toString()).isEqualTo("[\"Yes to “Offers”\",\"Yes to “Usage statistics”\"]");

        var records = given.client(given.key(RIVAL, Role.ADMIN)).consentLog().list(LogFilter.all()).stream().toList();
        assertThat(records).hasSize(3).allSatisfy(record -> {
            assertThat(record.getSurface()).isEqualTo(dev.heed.sdk.model.Surface.IMPORT);
            assertThat(record.getPreferencesVersion()).isEqualTo(1);
            assertThat(record.getReason()).isEqualTo("brought along from Fernweg Outdoor");
            assertThat(record.getStatus()).isNotEqualTo(dev.heed.sdk.model.ConsentStatus.GIVEN);
        });
        var accepted = new Asking(given.http(), given.url(), "PATCH", "/v1/customers/new-here/preferences").as(key)
            .body("application/merge-patch+json", "{\"chosen\":" + report.at("/suggested/patch") + ",\"circumstances\":{\"surface\":\"app\"}}").send();
        assertThat(accepted.json().at("/effective/topics/offers/allowed/value").booleanValue()).as("the patch is ready to be applied").isTrue();
        assertThat(bring(key, "new-here", portable("c-1").toString()).get("version").intValue()).as("the second time changes nothing").isEqualTo(2);
    }
}
