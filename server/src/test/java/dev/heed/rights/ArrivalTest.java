package dev.heed.rights;

import static dev.heed.rights.StricterTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.brand.Brand;
import dev.heed.brand.Catalog;
import dev.heed.choice.Choices;
import dev.heed.consent.Standing;
import dev.heed.customer.CustomerId;
import dev.heed.preferences.Preferences;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a portable document is taken over at the outdoor shop, and what becomes of the rest. */
class ArrivalTest {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final Catalog CATALOG = Catalog.of(1, NOW, Given.catalog());

    static Preferences here(String chosen) {
        return new Preferences(new CustomerId(new Brand(1, "shop"), "c-1"), 1, CATALOG, Optional.of(NOW), Choices.of((ObjectNode) json(chosen)), Standing.NONE, NOW, false);
    }

    private static Findings bring(String chosen, String document) {
        return Arrival.of(here(chosen), (ObjectNode) json(document));
    }

    /** Members of a document, what is chosen here, and what comes of it: + a patch, = kept, ? suggested, ! unmatched. */
    @ParameterizedTest
    @CsvSource(delimiterString = "|", quoteCharacter = '"', maxCharsPerColumn = 2_000, value = {
        // A stop, a pause, a cap: the more protective holds.
        "'stopped':true | {} | + {'stopped':true}",
        "'stopped':false | {} | nothing",
        "'stopped':false | {'stopped':true} | = stopped",
        "'paused':{'until':'2026-07-01T00:00:00Z'} | {} | + {'paused':{'until':'2026-07-01T00:00:00Z'}}",
        "'paused':{'until':'2026-05-01T00:00:00Z'} | {} | ! /paused/until",
        "'paused':{'until':'2026-07-01T00:00:00Z'} | {'paused':{'until':'2026-08-01T00:00:00Z'}} | = paused",
        "'frequency':{'max':3,'per':'week'} | {} | + {'frequency':{'max':3,'per':'week'}}",
        "'frequency':{'max':3,'per':'week'} | {'frequency':{'max':5,'per':'week'}} | + {'frequency':{'max':3,'per':'week'}}",
        "'frequency':{'max':5,'per':'week'} | {'frequency':{'max':3,'per':'week'}} | = frequency",
        "'frequency':{'max':10,'per':'month'} | {'frequency':{'max':3,'per':'week'}} | = frequency",
        "'frequency':{'max':3,'per':'week'} | {'relationship':'acquaintance'} | = frequency",
        "'frequency':{'max':3,'per':'week'} | {'relationship':'friend'} | nothing",
        // What neither lets through nor holds up is taken over where nothing was chosen.
        "'language':'de-AT' | {} | + {'language':'de'}",
        "'language':'fr' | {} | ! /language",
        "'language':'de' | {'language':'en'} | = language",
        "'tone':{'id':'chummy','label':{'de':'freundlich'}} | {} | + {'tone':'friendly'}",
        "'tone':{'id':'chummy','label':{'en':'Chummy'}} | {} | ! /tone",
        "'tone':{'id':'expert'} | {'relationship':'family'} | = tone",
        "'relationship':{'id':'friend'} | {} | + {'relationship':'friend'}",
        "'relationship':{'id':'friend'} | {'relationship':'acquaintance'} | = relationship",
        "'overflow':'digest' | {} | + {'overflow':'digest'}",
        "'preferredChannel':{'addressKind':'email','calls':false,'id':'mail'} | {} | + {'preferredChannel':'email'}",
        // Channels by kind: a phone that is called is none that is written to.
        "'channels':[{'addressKind':'phone','calls':false,'id':'sms','allowed':false}] | {} | + {'channels':{'text':{'allowed':false}}}",
        "'channels':[{'addressKind':'phone','calls':true,'allowed':false}] | {} | + {'channels':{'voice':{'allowed':false}}}",
        "'channels':[{'addressKind':'email','calls':true,'allowed':false}] | {} | ! /channels/0",
        "'channels':[{'addressKind':'email','calls':false,'allowed':true}] | {} | + {'channels':{'email':{'allowed':true}}}",
        "'channels':[{'addressKind':'email','calls':false,'allowed':true}] | {'channels':{'email':{'allowed':false}}} | = channel:email",
        "'channels':[{'addressKind':'phone','calls':false,'allowed':true}] | {'relationship':'acquaintance'} | = channel:text",
        "'channels':[{'addressKind':'phone','calls':true,'callers':['human']}] | {} | + {'channels':{'voice':{'callers':['human']}}}",
        "'channels':[{'addressKind':'phone','calls':true,'callers':['automated']}] | {'channels':{'voice':{'callers':['human']}}} | = channel_callers:voice",
        "'channels':[{'addressKind':'email','calls':false,'frequency':{'max':1,'per':'day'}}] | {} | + {'channels':{'email':{'frequency':{'max':1,'per':'day'}}}}",
        // Topics by name within their category, or the category as a whole.
        "'topics':[{'category':'marketing','id':'offers','allowed':false}] | {} | + {'topics':{'offers':{'allowed':false}}}",
        "'topics':[{'category':'marketing','id':'deals','label':{'de':'Angebote'},'allowed':false}] | {} | + {'topics':{'offers':{'allowed':false}}}",
        "'topics':[{'category':'marketing','id':'deals','label':{'de':'Knüller'},'allowed':false}] | {} | ! /topics/0",
        "'topics':[{'category':'service','id':'offers','allowed':false}] | {} | ! /topics/0",
        "'topics':[{'category':'service','allowed':false}] | {} | + {'topics':{'product_care':{'allowed':false},'rental_reminders':{'allowed':false}}}",
        "'topics':[{'category':'service','frequency':{'max':1,'per':'week'}}] | {} | ! /topics/0",
        "'topics':[{'category':'essential','id':'order_updates','allowed':false}] | {} | ! /topics/0/allowed",
        "'topics':[{'category':'essential','id':'order_updates','allowed':true}] | {} | nothing",
        "'topics':[{'category':'service','id':'product_care','channels':[{'addressKind':'push','calls':false,'allowed':false}]}] | {} | + {'topics':{'product_care':{'channels':{'push':false}}}}",
        "'topics':[{'category':'service','id':'product_care','channels':[{'addressKind':'postal','calls':false,'allowed':false}]}] | {} | ! /topics/0/channels/0",
        // A yes: never where it would be a consent, never against a no.
        "'topics':[{'category':'marketing','id':'offers','allowed':true}] | {} | ? {'topics':{'offers':{'allowed':true}}}",
        "'topics':[{'category':'marketing','id':'offers','allowed':true}] | {'topics':{'offers':{'allowed':false}}} | = topic:offers",
        "'topics':[{'category':'service','id':'product_care','allowed':true}] | {} | + {'topics':{'product_care':{'allowed':true}}}",
        "'topics':[{'category':'service','id':'product_care','allowed':true}] | {'topics':{'product_care':{'allowed':false}}} | = topic:product_care",
        // Uses of data by their term.
        "'purposes':[{'dpvTerm':'dpv:TargetedAdvertising','id':'ads','allowed':false}] | {} | + {'purposes':{'targeted_advertising':{'allowed':false}}}",
        "'purposes':[{'dpvTerm':'dpv:TargetedAdvertising','id':'ads','allowed':true}] | {} | ? {'purposes':{'targeted_advertising':{'allowed':true}}}",
        "'purposes':[{'dpvTerm':'dpv:CommunicationForCustomerCare','allowed':true}] | {} | + {'purposes':{'customer_care':{'allowed':true}}}",
        "'purposes':[{'dpvTerm':'dpv:CommunicationForCustomerCare','allowed':true}] | {'purposes':{'customer_care':{'allowed':false}}} | = purpose:customer_care",
        "'purposes':[{'dpvTerm':'dpv:FraudPreventionAndDetection','id':'customer_care','allowed':false}] | {} | ! /purposes/0",
        "'purposes':[{'id':'customer_care','allowed':false}] | {} | + {'purposes':{'customer_care':{'allowed':false}}}",
        // Hours, and the clock they are meant by.
        "'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}] | {} | + {'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}]}",
        "'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}] | {'contactHours':[{'days':['sat'],'from':'10:00','to':'18:00'}]} | + {'contactHours':[{'days':['sat'],'from':'10:00','to':'12:00'}]}",
        "'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}] | {'contactHours':[{'days':['sat'],'from':'10:00','to':'11:00'}]} | = contact_hours",
        "'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}] | {'contactHours':[{'days':['sun'],'from':'10:00','to':'11:00'}]} | = contact_hours",
        "'timeZone':'Europe/Berlin' | {} | + {'timeZone':'Europe/Berlin'}",
        "'timeZone':'America/New_York' | {} | ? {'timeZone':'America/New_York'}",
        "'timeZone':'America/New_York' | {'timeZone':'Europe/Berlin'} | = time_zone",
        "'timeZone':'Mars/Olympus' | {} | ! /timeZone",
        "'timeZone':'America/New_York','contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}] | {} | ? {'timeZone':'America/New_York','contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}]}"})
    void eachChoiceIsTakenOverKeptSuggestedOrNamed(String document, String chosen, String outcome) {
        var findings = bring(chosen, "{'version':1," + document + "}");
        var expected = outcome.equals("nothing") ? "" : outcome.substring(2);
        char kind = outcome.charAt(0);
        assertThat(findings.patch().toJson()).isEqualTo(json(kind == '+' ? expected : "{}"));
        assertThat(findings.kept().stream().map(kept -> kept.setting().toString()).collect(Collectors.joining(","))).isEqualTo(kind == '=' ? expected : "");
        assertThat(findings.suggested().toJson()).isEqualTo(json(kind == '?' ? expected : "{}"));
        assertThat(findings.labels("en")).hasSize(findings.suggested().values().size());
        assertThat(findings.unmatched().stream().map(fault -> fault.pointer()).collect(Collectors.joining(","))).isEqualTo(kind == '!' ? expected : "");
    }

    @Test
    void aNoWinsOverAYesOfTheSameDocument() {
        var no = "{'dpvTerm':'dpv:CommunicationForCustomerCare','id':'a','allowed':false}";
        var yes = no.replace("false", "true");
        for (var both : new String[] {yes + "," + no, no + "," + yes}) {
            assertThat(bring("{}", "{'version':1,'purposes':[" + both + "]}").patch().toJson()).isEqualTo(json("{'purposes':{'customer_care':{'allowed':false}}}"));
        }
    }

    @Test
    void theLastChannelOfAnEssentialTopicIsNotRefusedWhereThatWouldOpenTheOthersAgain() {
        var chosen = "{'channels':{'text':{'allowed':false},'push':{'allowed':false},'messenger':{'allowed':false}}}";
        var findings = bring(chosen, "{'version':1,'channels':[{'addressKind':'email','calls':false,'allowed':false},{'addressKind':'postal','calls':false,'allowed':false}]}");
        assertThat(findings.patch().toJson()).isEqualTo(json("{'channels':{'post':{'allowed':false}}}"));
        assertThat(findings.kept()).singleElement().satisfies(kept -> assertThat(kept.detail()).contains("Orders and delivery"));
    }

    @Test
    void whateverIsTakenOverTheCatalogOffers() {
        var document = "{'version':1,'channels':[{'addressKind':'email','calls':false,'callers':['human']}]}";
        assertThat(bring("{}", document).patch().values()).as("nobody calls by e-mail").isEmpty();
    }
}
