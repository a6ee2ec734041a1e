package dev.heed.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.brand.Brand;
import dev.heed.brand.Catalog;
import dev.heed.choice.Choices;
import dev.heed.choice.Setting;
import dev.heed.consent.Standing;
import dev.heed.customer.CustomerId;
import dev.heed.problem.Fault;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lets more through, of what somebody may have chosen before and might choose now. */
class LooseningTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Catalog CATALOG = Catalog.of(1, NOW, Given.catalog());
    /** The same without quiet hours. */
    private static final Catalog BARE = Catalog.of(1, NOW, (ObjectNode) Given.catalog().without("policy"));

    private static Preferences having(Catalog catalog, String chosen, boolean erased) {
        var choices = (ObjectNode) Json.read(chosen.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return new Preferences(new CustomerId(new Brand(1, "shop"), "c-1"), 1, catalog, Optional.of(NOW), Choices.of(choices), standing(Choices.of(choices)), NOW, erased);
    }

    /** Every consent was given a moment ago. */
    private static Standing standing(Choices choices) {
        var stored = Json.object();
        choices.values().forEach((setting, value) -> {
            if (setting.isConsent() && value.booleanValue()) {
                stored.putArray(setting.toString()).add("given").add(NOW.toEpochMilli()).add(0).add(2);
            }
        });
        return Standing.of(Json.bytes(stored));
    }

    private static String looser(Catalog catalog, String before, String after) {
        return Loosening.faults(having(catalog, before, false), having(catalog, after, false)).stream().map(Fault::pointer).collect(Collectors.joining(" "));
    }

    /** Chosen before, chosen now, and the settings that let more through. */
    @ParameterizedTest
    @CsvSource(delimiterString = "|", quoteCharacter = '"', maxCharsPerColumn = 2_000, value = {
        // Nothing by themselves.
        "{} | {'language':'de'} | ",
        "{} | {'tone':'expert'} | ",
        "{'tone':'expert'} | {} | ",
        "{} | {'preferredChannel':'text'} | ",
        // Stop, restriction, pause.
        "{} | {'stopped':true} | ",
        "{} | {'stopped':false} | ",
        "{'stopped':true} | {} | /chosen/stopped",
        "{'stopped':true} | {'stopped':false} | /chosen/stopped",
        "{'restricted':true} | {'restricted':false} | /chosen/restricted",
        "{} | {'paused':{'until':'2026-07-01T00:00:00Z'}} | ",
        "{'paused':{'until':'2026-07-01T00:00:00Z'}} | {'paused':{'until':'2026-08-01T00:00:00Z'}} | ",
        "{'paused':{'until':'2026-07-01T00:00:00Z'}} | {'paused':{'until':'2026-06-30T23:59:59Z'}} | /chosen/paused",
        "{'paused':{'until':'2026-07-01T00:00:00Z'}} | {} | /chosen/paused",
        "{'paused':{'until':'2026-05-01T00:00:00Z'}} | {} | ",
        "{'stopped':true,'paused':{'until':'2026-07-01T00:00:00Z'}} | {'stopped':true} | /chosen/paused",
        // Topics: on consent, and not.
        "{} | {'topics':{'offers':{'allowed':true}}} | /chosen/topics/offers/allowed",
        "{'topics':{'offers':{'allowed':true}}} | {'topics':{'offers':{'allowed':false}}} | ",
        "{'topics':{'offers':{'allowed':true}}} | {} | ",
        "{'topics':{'offers':{'allowed':false}}} | {} | /chosen/topics/offers/allowed",
        "{} | {'topics':{'product_care':{'allowed':false}}} | ",
        "{} | {'topics':{'product_care':{'allowed':true}}} | ",
        "{'topics':{'product_care':{'allowed':false}}} | {} | /chosen/topics/product_care/allowed",
        "{'stopped':true} | {'stopped':true,'topics':{'offers':{'allowed':true}}} | /chosen/topics/offers/allowed",
        "{'topics':{'offers':{'channels':{'text':false}}}} | {} | /chosen/topics/offers/channels/text",
        "{} | {'topics':{'offers':{'channels':{'text':false}}}} | ",
        // Channels, and the last one for what is essential.
        "{} | {'channels':{'text':{'allowed':false}}} | ",
        "{'channels':{'text':{'allowed':false}}} | {'channels':{'text':{'allowed':true}}} | /chosen/channels/text/allowed",
        "{'channels':{'text':{'allowed':false}}} | {} | /chosen/channels/text/allowed",
        "{} | {'channels':{'email':{'allowed':false},'text':{'allowed':false},'push':{'allowed':false},'messenger':{'allowed':false}}} | ",
        "{'channels':{'email':{'allowed':false},'text':{'allowed':false},'push':{'allowed':false}}} | {'channels':{'email':{'allowed':false},'text':{'allowed':false},'push':{'allowed':false},'messenger':{'allowed':false}}} | /chosen/channels/messenger/allowed",
        // Callers.
        "{} | {'channels':{'voice':{'callers':['human']}}} | ",
        "{'channels':{'voice':{'callers':['human']}}} | {} | /chosen/channels/voice/callers",
        "{'channels':{'voice':{'callers':['human']}}} | {'channels':{'voice':{'callers':['automated']}}} | /chosen/channels/voice/callers",
        // Caps.
        "{} | {'frequency':{'max':3,'per':'week'}} | ",
        "{'frequency':{'max':3,'per':'week'}} | {'frequency':{'max':2,'per':'week'}} | ",
        "{'frequency':{'max':3,'per':'week'}} | {'frequency':{'max':4,'per':'week'}} | /chosen/frequency",
        "{'frequency':{'max':1,'per':'week'}} | {'frequency':{'max':2,'per':'month'}} | /chosen/frequency",
        "{'frequency':{'max':1,'per':'week'}} | {'frequency':{'max':1,'per':'month'}} | ",
        "{'frequency':{'max':3,'per':'week'}} | {} | /chosen/frequency",
        "{'channels':{'text':{'frequency':{'max':1,'per':'week'}}}} | {} | /chosen/channels/text/frequency",
        "{'topics':{'offers':{'frequency':{'max':1,'per':'week'}}}} | {'topics':{'offers':{'frequency':{'max':2,'per':'week'}}}} | /chosen/topics/offers/frequency",
        "{} | {'overflow':'digest'} | /chosen/overflow",
        "{'overflow':'hold'} | {'overflow':'digest'} | ",
        "{'overflow':'digest'} | {} | ",
        // Hours and the clock they go by.
        "{} | {'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}]} | ",
        "{'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}]} | {'contactHours':[{'days':['sat'],'from':'09:00','to':'11:00'}]} | ",
        "{'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}]} | {'contactHours':[{'days':['sat'],'from':'08:59','to':'12:00'}]} | /chosen/contactHours",
        "{'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}]} | {'contactHours':[{'days':['sat','sun'],'from':'09:00','to':'12:00'}]} | /chosen/contactHours",
        "{'contactHours':[{'days':['fri'],'from':'22:00','to':'06:00'}]} | {'contactHours':[{'days':['sat'],'from':'01:00','to':'05:00'}]} | ",
        "{'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}]} | {} | /chosen/contactHours",
        "{'channels':{'text':{'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}]}}} | {} | /chosen/channels/text/contactHours",
        "{} | {'timeZone':'Asia/Kathmandu'} | /chosen/timeZone",
        // Relationships, with what they bring.
        "{} | {'relationship':'acquaintance'} | ",
        "{'relationship':'friend'} | {'relationship':'acquaintance'} | ",
        "{'relationship':'acquaintance'} | {'relationship':'friend'} | /chosen/relationship",
        "{'relationship':'acquaintance'} | {} | /chosen/relationship",
        "{} | {'relationship':'family'} | /chosen/relationship",
        "{'relationship':'acquaintance','frequency':{'max':1,'per':'month'}} | {'relationship':'acquaintance'} | /chosen/frequency",
        // Uses of data.
        "{} | {'purposes':{'recommendations':{'allowed':true}}} | /chosen/purposes/recommendations/allowed",
        "{'purposes':{'recommendations':{'allowed':true}}} | {} | ",
        "{'purposes':{'customer_care':{'allowed':false}}} | {} | /chosen/purposes/customer_care/allowed",
        "{} | {'stopped':true,'topics':{'offers':{'allowed':true}},'channels':{'text':{'allowed':false}}} | /chosen/topics/offers/allowed"})
    void everySettingThatLetsMoreThroughIsNamedAndNoOther(String before, String after, String looser) {
        assertThat(looser(CATALOG, before, after)).isEqualTo(looser == null ? "" : looser);
    }

    @Test
    void anotherClockMovesNothingWhereThereAreNoHours() {
        assertThat(looser(BARE, "{}", "{'timeZone':'Asia/Kathmandu'}")).isEmpty();
        assertThat(looser(BARE, "{'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}]}", "{'timeZone':'Asia/Kathmandu','contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}]}"))
            .isEqualTo("/chosen/timeZone");
    }

    @Test
    void whoeverWasErasedIsNotBroughtBack() {
        assertThat(Loosening.faults(having(CATALOG, "{}", true), having(CATALOG, "{'stopped':true}", false))).extracting(Fault::pointer).containsExactly("/chosen/stopped");
    }

    @Test
    void aConsentThatLapsedIsNotRenewed() {
        var lapsed = new Preferences(new CustomerId(new Brand(1, "shop"), "c-1"), 1, CATALOG, Optional.of(NOW), having(CATALOG, "{'topics':{'offers':{'allowed':true}}}", false).chosen(),
            Standing.of("{\"topic:offers\":[\"given\",0,0,2]}".getBytes(StandardCharsets.UTF_8)), NOW, false);
        assertThat(lapsed.effective().topic("offers").allowed().yes()).isFalse();
        assertThat(Loosening.faults(lapsed, having(CATALOG, "{'tone':'expert','topics':{'offers':{'allowed':true}}}", false))).isEmpty();
        assertThat(Setting.parse("topic:offers").isConsent()).isTrue();
    }
}
