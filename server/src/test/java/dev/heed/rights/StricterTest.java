package dev.heed.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.choice.Frequency;
import dev.heed.choice.Frequency.Per;
import dev.heed.choice.WeekHours;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of two choices, the one that lets less through. */
class StricterTest {
    static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "|", value = {
        "1 week|2 week|true", "2 week|2 week|true", "3 week|2 week|false",
        "1 week|1 day|true", "7 week|1 day|false",
        "1 day|7 week|true", "1 day|6 week|false", "2 day|30 week|true",
        "1 week|5 month|true", "1 week|4 month|false", "10 month|3 week|false", "3 month|3 week|true", "1 day|30 month|true", "1 day|29 month|false"})
    void aCapIsStricterOnlyIfHoweverItIsSpreadItNeverLetsMoreThrough(String one, String other, boolean stricter) {
        assertThat(cap(one).implies(cap(other))).isEqualTo(stricter);
    }

    private static Frequency cap(String text) {
        return new Frequency(Integer.parseInt(text.split(" ")[0]), Per.valueOf(text.split(" ")[1].toUpperCase(java.util.Locale.ROOT)));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "|", value = {
        "mon tue 09:00 17:00|mon 08:00 12:00|mon 09:00 12:00",
        "mon 09:00 17:00|tue 09:00 17:00|nothing",
        "fri 22:00 02:00|sat 00:00 24:00|sat 00:00 02:00",
        "fri 22:00 02:00|fri 20:00 23:00|fri 22:00 23:00",
        "sun 22:00 06:00|mon 05:00 07:00|mon 05:00 06:00",
        "sun 22:00 06:00|sun 23:00 01:00|sun 23:00 01:00",
        "mon 08:00 08:00|mon 07:00 09:00|mon 08:00 09:00",
        "mon 00:00 24:00|sun 12:00 12:00|mon 00:00 12:00"})
    void hoursInCommonAreThoseThatBothHave(String one, String other, String common) {
        var both = WeekHours.of(hours(one)).and(WeekHours.of(hours(other)));
        assertThat(both).isEqualTo(common.equals("nothing") ? WeekHours.of(Json.object().arrayNode()) : WeekHours.of(hours(common)));
        assertThat(WeekHours.of(hours(other)).and(WeekHours.of(hours(one)))).isEqualTo(both);
        assertThat(WeekHours.of(both.toJson())).as("it can be written and read").isEqualTo(both);
    }

    private static JsonNode hours(String text) {
        var words = List.of(text.split(" "));
        var span = Json.object();
        var days = span.putArray("days");
        words.subList(0, words.size() - 2).forEach(days::add);
        span.put("from", words.get(words.size() - 2)).put("to", words.get(words.size() - 1));
        return Json.object().arrayNode().add(span);
    }

    @Test
    void hoursThatMeetAreNotJoinedForTheirEndsAreReadOneByOneWhereTheClockChanges() {
        var here = json("[{'days':['sun'],'from':'00:00','to':'02:30'},{'days':['sun'],'from':'02:30','to':'06:00'}]");
        assertThat(Stricter.hours(here, json("[{'days':['sun'],'from':'01:00','to':'05:00'}]")))
            .contains(json("[{'days':['sun'],'from':'01:00','to':'02:30'},{'days':['sun'],'from':'02:30','to':'05:00'}]"));
    }

    @Test
    void hoursWithMoreSpansThanTheContractHasRoomForAreLeftAsTheyAre() {
        var many = Json.object().arrayNode();
        for (int i = 0; i < 21; i++) {
            many.addObject().put("from", String.format("%02d:%02d", i, 0)).put("to", String.format("%02d:%02d", i, 40)).putArray("days").add("mon").add("tue");
        }
        assertThat(Stricter.hours(many, json("[{'days':['mon'],'from':'00:20','to':'00:30'},{'days':['mon','tue'],'from':'00:35','to':'23:00'}]"))).isEmpty();
        assertThat(Stricter.hours(many, json("[{'days':['mon'],'from':'00:20','to':'00:30'}]"))).isPresent();
    }

    @Test
    void callersInCommonAreThoseWhomBothWant() {
        assertThat(Stricter.callers(json("['human','automated']"), json("['human']"))).contains(json("['human']"));
        assertThat(Stricter.callers(json("['human']"), json("['automated']"))).isEmpty();
    }

    @Test
    void clocksAgreeWhereTheyShowTheSameTimeFromNowOn() {
        var now = Instant.parse("2026-06-01T00:00:00Z");
        assertThat(Clocks.agree(List.of(ZoneId.of("Europe/Berlin"), ZoneId.of("Europe/Busingen")), ZoneId.of("Europe/Paris"), now)).isTrue();
        assertThat(Clocks.agree(List.of(ZoneId.of("Europe/Berlin")), ZoneId.of("Africa/Lagos"), now)).as("an hour apart in summer").isFalse();
        assertThat(Clocks.agree(List.of(ZoneId.of("Africa/Algiers")), ZoneId.of("Africa/Lagos"), now)).isTrue();
        assertThat(Clocks.agree(List.of(ZoneId.of("Europe/Berlin")), ZoneId.of("Africa/Cairo"), now)).isFalse();
        assertThat(Clocks.agree(List.of(ZoneId.of("America/New_York"), ZoneId.of("America/Los_Angeles")), ZoneId.of("America/New_York"), now)).isFalse();
    }
}
