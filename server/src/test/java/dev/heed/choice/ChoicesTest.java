package dev.heed.choice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.choice.Setting.Type;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        var document = object(EVERYTHING);

        var choices = Choices.of(document);

        assertThat(choices.values()).hasSize(19);
        assertThat(choices.toJson()).isEqualTo(document);
        assertThat(Choices.of(new TreeMap<>(choices.values()))).isEqualTo(choices);
        assertThat(Choices.of(choices.bytes())).isEqualTo(choices);
    }

    @Test
    void everySettingCanBeWrittenDownAndReadBack() {
        var choices = Choices.of(object(EVERYTHING));

        assertThat(choices.values().keySet()).allSatisfy(setting -> assertThat(Setting.parse(setting.toString())).isEqualTo(setting));
        assertThat(choices.values().keySet()).allSatisfy(setting -> assertThat(choices.toJson().at(setting.pointer()).isMissingNode()).isFalse());
    }

    /** There is room for so many only, and anyone can send a patch. */
    @Test
    void whatAPatchNamesIsNotKeptBeforeACatalogWasAsked() {
        Choices.NONE.patched(object("{\"topics\":{\"nobody_offers_this\":{\"allowed\":true}}}"));

        var another = Setting.of(Type.TOPIC, "nobody_offers_this");
        assertThat(another.shared()).isSameAs(another);
        another.share();
        assertThat(Setting.of(Type.TOPIC, "nobody_offers_this").shared()).isSameAs(another);
    }

    @Test
    void takingBackTheLastChoiceLeavesNothing() {
        var values = new TreeMap<>(Choices.NONE.values());
        values.put(Setting.of(Type.TONE), NullNode.instance);

        assertThat(Choices.of(values)).isEqualTo(Choices.NONE);
    }

    @Test
    void aChangeNamesEverySettingThatDiffersAndNoOther() {
        var before = Choices.of(object(EVERYTHING));
        var after = before.patched(object("{\"tone\":null,\"language\":\"de\",\"topics\":{\"offers\":{\"channels\":{\"email\":false}}}}"));

        assertThat(SettingChange.between(before, after)).extracting(change -> change.setting().toString())
            .containsExactly("tone", "topic_channel:offers:email");
        assertThat(SettingChange.between(before, before)).isEmpty();
    }

    /** Millions of customers choose among a few values. */
    @Test
    void equalChoicesAreOneObjectInMemory() {
        var hours = "{\"contactHours\":[{\"days\":[\"mon\"],\"from\":\"09:00\",\"to\":\"17:00\"}]}";
        var one = Choices.of(object(hours)).get(Setting.of(Type.CONTACT_HOURS));

        assertThat(Choices.of(object(hours)).get(Setting.of(Type.CONTACT_HOURS))).isSameAs(one);
        assertThat(Choices.of(Choices.of(object(hours)).bytes()).get(Setting.of(Type.CONTACT_HOURS))).isSameAs(one);
    }

    /** An answer that is given again must be the same to the byte. */
    @Test
    void aChoiceKeepsTheOrderInWhichItWasSentWhateverOthersSent() {
        for (var sent : List.of("{\"frequency\":{\"max\":17,\"per\":\"day\"}}", "{\"frequency\":{\"per\":\"day\",\"max\":17}}")) {
            assertThat(new String(Choices.of(object(sent)).bytes(), StandardCharsets.UTF_8)).isEqualTo(sent);
        }
    }

    /** The patch of the settings and the patch of the whole document, which RFC 7396 defines, come to the same. */
    @ParameterizedTest
    @ValueSource(strings = {
        "{}", "{\"stopped\":null,\"tone\":null}", "{\"frequency\":{\"max\":2}}", "{\"frequency\":null}", "{\"paused\":{\"until\":\"2027-01-01T00:00:00Z\"}}",
        "{\"channels\":null}", "{\"channels\":{}}", "{\"channels\":{\"voice\":null}}", "{\"channels\":{\"voice\":{\"callers\":[\"automated\"],\"allowed\":null}}}",
        "{\"channels\":{\"email\":{\"allowed\":false}}}", "{\"channels\":{\"email\":null}}", "{\"contactHours\":[]}",
        "{\"topics\":null}", "{\"topics\":{\"offers\":null}}", "{\"topics\":{\"offers\":{\"channels\":null}}}", "{\"topics\":{\"offers\":{\"channels\":{\"email\":null}}}}",
        "{\"topics\":{\"offers\":{\"channels\":{\"push\":true},\"allowed\":null}}}", "{\"topics\":{\"news\":{\"allowed\":true,\"frequency\":{\"max\":1,\"per\":\"day\"}}}}",
        "{\"purposes\":null}", "{\"purposes\":{\"recommendations\":null,\"sharing\":{\"allowed\":true}}}", "{\"language\":\"fr\",\"topics\":{\"offers\":{\"frequency\":null}}}"})
    void aPatchOfChoicesIsAMergePatchOfTheirDocument(String patch) {
        var whole = (ObjectNode) MergePatch.apply(object(EVERYTHING), object(patch));

        assertThat(Choices.of(object(EVERYTHING)).patched(object(patch))).isEqualTo(Choices.of(whole));
        assertThat(Choices.NONE.patched(object(patch))).isEqualTo(Choices.of((ObjectNode) MergePatch.apply(Json.object(), object(patch))));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
