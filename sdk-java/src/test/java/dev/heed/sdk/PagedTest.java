package dev.heed.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.sdk.model.ConsentRecord;
import dev.heed.sdk.model.RecordKind;
import dev.heed.sdk.model.SettingType;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists are fetched as far as they are read. */
class PagedTest {
    private final Stage stage = new Stage();
    private final HeedClient client = stage.client();

    @AfterEach
    void close() {
        client.close();
        stage.close();
    }

    @Test
    void aPageIsFetchedOnlyWhenReached() {
        stage.then(200, "{\"items\":[{\"index\":0},{\"index\":1}],\"next\":\"a b\",\"treeSize\":3}")
                .then(200, "{\"items\":[],\"next\":\"c\",\"treeSize\":3}")
                .then(200, "{\"items\":[{\"index\":2}],\"treeSize\":3}");
        Paged<ConsentRecord> list = client.consentLog().list(LogFilter.all()).inPagesOf(2);
        assertThat(stage.asked).isEmpty();

        assertThat(list.stream().limit(2).map(ConsentRecord::getIndex)).containsExactly(0L, 1L);
        assertThat(stage.asked).hasSize(1);
    }

    @Test
    void theCursorLeadsFromPageToPage() {
        stage.then(200, "{\"items\":[{\"index\":0}],\"next\":\"a b\",\"treeSize\":2}")
                .then(200, "{\"items\":[],\"next\":\"c\",\"treeSize\":2}")
                .then(200, "{\"items\":[{\"index\":1}],\"treeSize\":2}");
        assertThat(client.consentLog().list(LogFilter.all()).inPagesOf(1)).hasSize(2);
        assertThat(stage.asked).extracting(a -> a.target).containsExactly(
                "/v1/consent-log?limit=1",
                "/v1/consent-log?limit=1&cursor=a%20b",
                "/v1/consent-log?limit=1&cursor=c");
    }

    @Test
    void aListThatLeadsBackToItselfEndsInAnError() {
        stage.then(200, "{\"items\":[],\"next\":\"a\"}").then(200, "{\"items\":[],\"next\":\"a\"}");
        assertThatThrownBy(() -> client.keys().list().iterator().hasNext()).isInstanceOf(HeedException.class);
    }

    @Test
    void theFilterIsInTheQuery() {
        stage.then(200, "{\"items\":[],\"treeSize\":9}");
        LogFilter filter = LogFilter.all().from(Instant.ofEpochSecond(0)).customer("c-42").kind(RecordKind.CONSENT)
                .setting(SettingType.TOPIC, "offers").treeSize(9);
        assertThat(client.consentLog().list(filter)).isEmpty();
        assertThat(stage.last().target).isEqualTo("/v1/consent-log?from=1970-01-01T00%3A00%3A00.000Z&customerId=c-42"
                + "&kind=consent&setting=topic%3Aoffers&treeSize=9");
    }
}
