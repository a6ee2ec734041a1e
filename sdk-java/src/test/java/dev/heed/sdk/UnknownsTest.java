package dev.heed.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.sdk.model.Catalog;
import dev.heed.sdk.model.Choices;
import dev.heed.sdk.model.ConsentRecord;
import dev.heed.sdk.model.ConsentStatus;
import dev.heed.sdk.model.HistoryItem;
import dev.heed.sdk.model.HistoryItemType;
import dev.heed.sdk.model.PreferencesPatch;
import dev.heed.sdk.model.Surface;
import dev.heed.sdk.model.TopicCategory;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A newer server does not break an older SDK, nor does an older SDK lose what a newer server knows. */
class UnknownsTest {
    private final Stage stage = new Stage();
    private final HeedClient client = stage.client();

    @AfterEach
    void close() {
        client.close();
        stage.close();
    }

    @Test
    void unknownMembersAndEnumValuesInAnAnswerAreNoError() {
        stage.then(200, "{\"index\":1,\"status\":\"paused_by_law\",\"surface\":\"hologram\",\"later\":{\"x\":[1]},"
                + "\"value\":{\"max\":1},\"occurredAt\":\"2026-03-01T12:00:00.123Z\"}");
        ConsentRecord record = client.consentLog().read(1);
        assertThat(record.getStatus()).isEqualTo(ConsentStatus.UNKNOWN_DEFAULT_OPEN_API);
        assertThat(record.getSurface()).isEqualTo(Surface.UNKNOWN_DEFAULT_OPEN_API);
        assertThat(record.getValue().path("max").intValue()).isEqualTo(1);
        assertThat(record.getOccurredAt()).isEqualTo(Instant.parse("2026-03-01T12:00:00.123Z"));
    }

    @Test
    void aNewKindOfHistoryItemIsNoError() {
        stage.then(200, "{\"items\":[{\"type\":\"merged\",\"at\":\"2026-03-01T12:00:00.000Z\",\"merged\":{}}]}");
        assertThat(client.customers().get("c-42").history().stream().map(HistoryItem::getType))
                .containsExactly(HistoryItemType.UNKNOWN_DEFAULT_OPEN_API);
    }

    @Test
    void absentAndNullChoicesAreToldApart() {
        stage.then(200, "{\"chosen\":{\"tone\":null}}");
        Choices chosen = client.customers().get("c-42").preferences().read().value().getChosen();
        assertThat(chosen.getTone()).isNull();
        assertThat(PreferencesPatch.choosing(chosen.stopped(true)).json()).hasToString("{\"chosen\":{\"tone\":null,\"stopped\":true}}");
        assertThat(chosen).isNotEqualTo(new Choices().stopped(true));
    }

    @Test
    void aCatalogSurvivesBeingReadEditedAndPublished() {
        String before = "{\"version\":3,\"brand\":{\"name\":\"Acme\",\"mascot\":\"owl\"},\"topics\":[{\"id\":\"offers\","
                + "\"category\":\"sacred\",\"expectedPerWeek\":1.50,\"weight\":12345678901234567890123}],\"season\":null}";
        stage.then(200, before, "ETag", "\"3\"").then(200, before, "ETag", "\"4\"");

        Versioned<Catalog> read = client.catalog().read();
        assertThat(read.value().topics().get(0).getCategory()).isEqualTo(TopicCategory.UNKNOWN_DEFAULT_OPEN_API);
        assertThat(read.value().version()).hasValue(3);
        client.catalog()
                .publish(read.value().edit(c -> c.withObjectProperty("brand").put("name", "Acme Corp")), read.etag());

        assertThat(stage.last().body).isEqualTo(before.replace("\"Acme\"", "\"Acme Corp\""));
        assertThat(stage.last().header("If-Match")).isEqualTo("\"3\"");
    }
}
