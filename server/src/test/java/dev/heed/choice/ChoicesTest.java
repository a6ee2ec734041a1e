package dev.heed.choice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.choice.Setting.Type;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Choices as a document and as settings are the same thing. */
class ChoicesTest {
    private static final String EVERYTHING = """
        {"language":"de","timeZone":"Europe/Berlin","tone":"plain","relationship":"friend","stopped":false,
         "paused":{"until":"2026-12-24T00:00:00.000Z"},"frequency":{"max":3,"per":"week"},
         "contactHours":[{"days":["sat"],"from":"09:00","to":"12:00"}],"overflow":"digest","preferredChannel":"email",
         "channels":{"voice":{"allowed":true,"frequency":{"max":1,"per":"month"},"contactHours":[{"days":["mon"],"from":"18:00","to":"20:00"}],"callers":["human"]}},
         "topics":{"offers":{"allowed":true,"frequency":{"max":1,"per":"week"},"channels":{"email":true,"text":false}}},
         "purposes":{"recommendations":{"allowed":false}}}""";

    @Test
    void aDocumentSurvivesTheWayIntoSettingsAndBack() {
        var document = (ObjectNode) Json.read(EVERYTHING.getBytes(StandardCharsets.UTF_8));

        var choices = Choices.of(document);

        assertThat(choices.values()).hasSize(19);
        assertThat(choices.toJson()).isEqualTo(document);
        assertThat(Choices.of(new TreeMap<>(choices.values()))).isEqualTo(choices);
    }

    @Test
    void everySettingCanBeWrittenDownAndReadBack() {
        var choices = Choices.of((ObjectNode) Json.read(EVERYTHING.getBytes(StandardCharsets.UTF_8)));

        assertThat(choices.values().keySet()).allSatisfy(setting -> assertThat(Setting.parse(setting.toString())).isEqualTo(setting));
        assertThat(choices.values().keySet()).allSatisfy(setting -> assertThat(choices.toJson().at(setting.pointer()).isMissingNode()).isFalse());
    }

    @Test
    void takingBackTheLastChoiceLeavesNothing() {
        var values = new TreeMap<>(Choices.NONE.values());
        values.put(Setting.of(Type.TONE), NullNode.instance);

        assertThat(Choices.of(values)).isEqualTo(Choices.NONE);
    }

    @Test
    void aChangeNamesEverySettingThatDiffersAndNoOther() {
        var before = Choices.of((ObjectNode) Json.read(EVERYTHING.getBytes(StandardCharsets.UTF_8)));
        var after = MergePatch.apply(before, (ObjectNode) Json.read("{\"tone\":null,\"language\":\"de\",\"topics\":{\"offers\":{\"channels\":{\"email\":false}}}}".getBytes(StandardCharsets.UTF_8)));

        assertThat(SettingChange.between(before, after)).extracting(change -> change.setting().toString())
            .containsExactly("tone", "topic_channel:offers:email");
        assertThat(SettingChange.between(before, before)).isEmpty();
    }
}
