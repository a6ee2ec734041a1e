package dev.heed.rights;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Labels;
import dev.heed.choice.Choices;
import dev.heed.choice.Setting;
import dev.heed.choice.SettingChange;
import dev.heed.preferences.Preferences;
import dev.heed.problem.Fault;
import dev.heed.words.Phrases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What becomes of the choices of a portable document, one after the other: each is held against what holds here with those before it. */
public final class Findings {
    private final Preferences before;
    private final TreeMap<Setting, JsonNode> applied = new TreeMap<>();
    private final TreeMap<Setting, JsonNode> suggested = new TreeMap<>();
    private final Map<Setting, String> labels = new LinkedHashMap<>();
    private final List<Kept> kept = new ArrayList<>();
    private final List<Fault> unmatched = new ArrayList<>();

    /**
     * A choice that gave way to what holds here.
     *
     * @param pointer where it stands in the document
     */
    public record Kept(Setting setting, String pointer, String detail) {}

    Findings(Preferences before) {
        this.before = before;
    }

    /** What was chosen for a setting here, came with the relationship chosen here, or was just taken over. */
    Optional<JsonNode> holds(Setting setting) {
        return Optional.ofNullable(applied.get(setting)).or(() -> before.effective().choice(setting));
    }

    void apply(Setting setting, JsonNode value) {
        applied.put(setting, value);
        suggested.remove(setting);
        labels.remove(setting);
    }

    /** Takes back what was to be applied. */
    void leave(Setting setting, String detail) {
        if (applied.remove(setting) != null) {
            kept.add(new Kept(setting, "", detail));
        }
    }


    /** @param label the rest of a key of the words that begins with api.import */
    void suggest(Setting setting, JsonNode value, String label) {
        suggested.put(setting, value);
        labels.put(setting, label);
    }

    boolean isSuggested(Setting setting) {
        return suggested.containsKey(setting);
    }

    void keep(Setting setting, String pointer, String detail) {
        kept.add(new Kept(setting, pointer, detail));
    }

    void unmatched(String pointer, String detail) {
        unmatched.add(new Fault(pointer, detail));
    }

    /** The choices with what is to be applied. */
    Choices after() {
        var values = new TreeMap<>(before.chosen().values());
        values.putAll(applied);
        return Choices.of(values);
    }

    /** What is to be applied: a merge patch of the choices is its document. */
    Choices patch() {
        return Choices.of(applied);
    }

    /** Each setting that is taken over, as it was chosen before and is now. */
    public List<SettingChange> applied() {
        return SettingChange.between(before.chosen(), after());
    }

    public List<Kept> kept() {
        return List.copyOf(kept);
    }

    /** What the customer may take over by an act of their own. */
    public Choices suggested() {
        return Choices.of(suggested);
    }

    /** What that would do, for the customer. */
    public List<String> labels(String language) {
        var phrases = Phrases.in(language);
        var sentences = Sentences.of(before, language);
        var called = new Labels(before.catalog(), language);
        return labels.entrySet().stream().map(label -> phrases.say("api.import." + label.getValue(), Map.of("setting", sentences.setting(label.getKey()),
            "zone", suggested.get(label.getKey()).asText(), "channel", called.channel(label.getKey().id())))).toList();
    }

    public List<Fault> unmatched() {
        return List.copyOf(unmatched);
    }
}
