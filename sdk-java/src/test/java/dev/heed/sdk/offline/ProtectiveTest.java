package dev.heed.sdk.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sdk.internal.Json;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals, pauses, lower caps and fewer hours protect more. */
class ProtectiveTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/topics/offers/allowed | false | true | QUEUED",
        "/topics/offers/allowed | true | false | SERVERS",
        "/topics/offers/allowed | null | true | QUEUED",
        "/topics/offers/allowed | null | false | SERVERS",
        "/topics/offers/channels/frequency | false | true | QUEUED",
        "/purposes/ads/allowed | true | null | SERVERS",
        "/stopped | true | false | QUEUED",
        "/stopped | false | true | SERVERS",
        "/stopped | null | false | NEITHER",
        "/restricted | null | true | SERVERS",
        "/paused | {\"until\":\"2030-01-02T00:00:00Z\"} | {\"until\":\"2030-01-01T00:00:00Z\"} | QUEUED",
        "/paused | null | {\"until\":\"2030-01-01T00:00:00Z\"} | SERVERS",
        "/frequency | {\"max\":1,\"per\":\"week\"} | {\"max\":3,\"per\":\"week\"} | QUEUED",
        "/frequency | {\"max\":1,\"per\":\"day\"} | {\"max\":3,\"per\":\"week\"} | SERVERS",
        "/frequency | {\"max\":1,\"per\":\"week\"} | {\"max\":5,\"per\":\"month\"} | QUEUED",
        "/frequency | {\"max\":1,\"per\":\"week\"} | {\"max\":4,\"per\":\"month\"} | SERVERS",
        "/frequency | null | {\"max\":4,\"per\":\"month\"} | SERVERS",
        "/channels/email/frequency | {\"max\":4,\"per\":\"month\"} | null | QUEUED",
        "/contactHours | [{\"days\":[\"sat\"],\"from\":\"09:00\",\"to\":\"12:00\"}] | null | QUEUED",
        "/contactHours | [{\"days\":[\"sat\"],\"from\":\"09:00\",\"to\":\"12:00\"}] | [{\"days\":[\"sat\",\"sun\"],\"from\":\"08:00\",\"to\":\"20:00\"}] | QUEUED",
        "/contactHours | [{\"days\":[\"sun\"],\"from\":\"22:00\",\"to\":\"02:00\"}] | [{\"days\":[\"sun\"],\"from\":\"08:00\",\"to\":\"24:00\"}] | SERVERS",
        "/contactHours | null | [{\"days\":[\"sat\"],\"from\":\"09:00\",\"to\":\"12:00\"}] | SERVERS",
        "/channels/voice/callers | [\"human\"] | [\"human\",\"automated\"] | QUEUED",
        "/channels/voice/callers | [\"human\"] | [\"automated\"] | SERVERS",
        "/tone | \"plain\" | \"warm\" | NEITHER",
        "/something/newer | 1 | 2 | SERVERS"})
    void ofTwoValuesOneProtectsMore(String pointer, String queued, String servers, Protective.Which which) throws IOException {
        assertThat(Protective.of(pointer, Json.mapper().readTree(queued), Json.mapper().readTree(servers))).isEqualTo(which);
    }
}
