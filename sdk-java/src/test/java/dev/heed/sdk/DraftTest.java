package dev.heed.sdk;

import static dev.heed.sdk.model.Per.WEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.ActorType;
import dev.heed.sdk.model.Caller;
import dev.heed.sdk.model.Day;
import dev.heed.sdk.model.Hours;
import dev.heed.sdk.model.Overflow;
import dev.heed.sdk.model.Per;
import dev.heed.sdk.model.PreferencesPatch;
import dev.heed.sdk.model.Surface;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A change says exactly what was said, in three states. */
class DraftTest {

    @Test
    void whatIsNotMentionedIsNotSent() {
        assertWritten(p -> {}, "{'chosen':{}}");
    }

    @Test
    void whatIsUnsetIsSentAsNull() {
        assertWritten(
                p -> {
                    p.unsetLanguage().unsetTimeZone().unsetTone().unsetRelationship().unsetStopped().endPause();
                    p.unsetFrequency().unsetContactHours().unsetOverflow().unsetPreferredChannel();
                    p.channel("email").unset().unsetFrequency().unsetContactHours().unsetCallers();
                    p.channel("text").unsetAll();
                    p.topic("offers").unset().unsetFrequency().on("text").unset();
                    p.topic("news").unsetAll();
                    p.purpose("analytics").unset();
                },
                "{'chosen':{'language':null,'timeZone':null,'tone':null,'relationship':null,'stopped':null,'paused':null,"
                        + "'frequency':null,'contactHours':null,'overflow':null,'preferredChannel':null,"
                        + "'channels':{'email':{'allowed':null,'frequency':null,'contactHours':null,'callers':null},'text':null},"
                        + "'topics':{'offers':{'allowed':null,'frequency':null,'channels':{'text':null}},'news':null},"
                        + "'purposes':{'analytics':{'allowed':null}}}}");
    }

    @Test
    void everySettingOfTheContractCanBeChosen() {
        assertWritten(
                p -> {
                    p.language("de").timeZone("Europe/Berlin").tone("warm").relationship("close").stopEverything();
                    p.pauseUntil(Instant.parse("2026-07-01T00:00:00Z")).atMost(3, WEEK).overflow(Overflow.DIGEST);
                    p.contactHours("09:00", "12:00", Day.SAT).preferredChannel("email");
                    p.channel("phone").allow().atMost(1, Per.MONTH).callers(Caller.HUMAN)
                            .contactHours(List.of(new Hours().from("18:00").to("24:00").days(Set.of(Day.MON))))
                            .and().topic("offers").allow().atMost(2, Per.DAY).on("text").refuse().on("email").allow()
                            .and().purpose("analytics").refuse();
                },
                "{'chosen':{'language':'de','timeZone':'Europe/Berlin','tone':'warm','relationship':'close','stopped':true,"
                        + "'paused':{'until':'2026-07-01T00:00:00.000Z'},'frequency':{'max':3,'per':'week'},'overflow':'digest',"
                        + "'contactHours':[{'days':['sat'],'from':'09:00','to':'12:00'}],'preferredChannel':'email',"
                        + "'channels':{'phone':{'allowed':true,'frequency':{'max':1,'per':'month'},'callers':['human'],"
                        + "'contactHours':[{'days':['mon'],'from':'18:00','to':'24:00'}]}},"
                        + "'topics':{'offers':{'allowed':true,'frequency':{'max':2,'per':'day'},"
                        + "'channels':{'text':false,'email':true}}},'purposes':{'analytics':{'allowed':false}}}}");
    }

    @Test
    void theLastWordOnASettingCounts() {
        assertWritten(p -> p.stopEverything().resume(), "{'chosen':{'stopped':false}}");
        assertWritten(
                p -> p.topic("offers").unsetAll().allow(), "{'chosen':{'topics':{'offers':{'allowed':true}}}}");
    }

    @Test
    void howAChoiceCameAboutGoesAlong() {
        assertWritten(
                p -> p.tone("warm")
                        .from(Surface.WIDGET)
                        .because("too many")
                        .inLanguage("en")
                        .sawNotice("marketing", 2)
                        .by(ActorType.AGENT, "a-7")
                        .onDevice("192.0.2.1", "Firefox")
                        .madeAt(Instant.ofEpochSecond(0)),
                "{'chosen':{'tone':'warm'},'circumstances':{'surface':'widget','actor':'agent','actorId':'a-7','language':'en',"
                        + "'notices':{'marketing':2},'reason':'too many','ip':'192.0.2.1','userAgent':'Firefox',"
                        + "'occurredAt':'1970-01-01T00:00:00.000Z'}}");
    }

    @Test
    void nullIsNeverMistakenForUnset() {
        assertThatThrownBy(() -> written(p -> p.tone(null))).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> written(p -> p.topic("offers").on(null))).isInstanceOf(NullPointerException.class);
    }

    @Test
    void theWordForUnknownIsNeverSent() {
        assertThatThrownBy(() -> written(p -> p.atMost(1, Per.UNKNOWN_DEFAULT_OPEN_API)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> written(p -> p.from(Surface.UNKNOWN_DEFAULT_OPEN_API)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> written(p -> p.contactHours("09:00", "10:00", Day.UNKNOWN_DEFAULT_OPEN_API)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> written(p -> p.channel("phone").callers(Caller.UNKNOWN_DEFAULT_OPEN_API)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPatchOfOnesOwnIsSentAsItStands() {
        String text = "{\"chosen\":{\"newerThanTheSdk\":{\"x\":null},\"share\":0.10}}";
        assertThat(PreferencesPatch.parse(text).json().toString()).isEqualTo(text);
        assertThatThrownBy(() -> PreferencesPatch.parse("[1]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PreferencesPatch.parse("{\"chosen\":{},\"chosen\":{}}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PreferencesPatch written(Consumer<Draft> change) {
        Draft draft = new Draft();
        change.accept(draft);
        return draft.patch();
    }

    /** Read back first: 2 as a long and 2 as an int are the same on the wire. */
    private static void assertWritten(Consumer<Draft> change, String expected) {
        assertThat(Json.object(written(change).json().toString())).isEqualTo(Json.object(expected.replace('\'', '"')));
    }
}
