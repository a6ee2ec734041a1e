package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Asked;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.choice.Frequency;
import dev.heed.choice.Frequency.Per;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.preferences.Effective;
import dev.heed.words.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of the hosted center's form. A yes and a no look the same, and what was never chosen is neither.
 *
 * <p>A field is named as its setting; its value is {@code yes}, {@code no}, an id, {@code max/per}, or nothing for no choice.
 */
final class CenterSections {
    private static final List<Frequency> FREQUENCIES = List.of(new Frequency(1, Per.DAY), new Frequency(3, Per.WEEK), new Frequency(1, Per.WEEK), new Frequency(2, Per.MONTH), new Frequency(1, Per.MONTH));

    private final CenterView view;
    private final Catalog catalog;
    private final Effective effective;
    private final Html html;

    CenterSections(CenterView view, Html html) {
        this.view = view;
        this.catalog = view.preferences().catalog();
        this.effective = view.preferences().effective();
        this.html = html;
    }

    void write() {
        section("frequency", this::frequency);
        section("channels", () -> catalog.channels().values().forEach(this::channel));
        section("topics", () -> catalog.topics().values().stream().filter(topic -> topic.category() != Category.ESSENTIAL).forEach(this::topic));
        section("uses", () -> catalog.purposes().values().forEach(this::use));
        section("style", this::style);
    }

    private void section(String name, Runnable content) {
        html.open("section", "aria-labelledby", name).element("h2", view.say(name + ".title"), "id", name);
        content.run();
        html.end();
    }

    private void frequency() {
        var chosen = view.preferences().chosen().value(Setting.of(Type.FREQUENCY)).map(Frequency::of);
        var offered = new ArrayList<>(FREQUENCIES);
        chosen.filter(cap -> !offered.contains(cap)).ifPresent(cap -> offered.add(0, cap));
        var options = offered.stream().map(cap -> new Option(field(cap), view.sentences().cap(cap), Optional.of(cap.toJson()))).toList();
        select(Setting.of(Type.FREQUENCY), view.say("frequency.label"), new Option("", view.say("frequency.any"), Optional.empty()), options, chosen.map(CenterSections::field).orElse(""));
    }

    private static String field(Frequency cap) {
        return cap.max() + "/" + cap.per().name().toLowerCase(Locale.ROOT);
    }

    private record Option(String value, String label, Optional<JsonNode> choice) {}

    private void select(Setting setting, String label, Option none, List<Option> options, String chosen) {
        html.open("p", "class", "field").element("label", label, "for", "field-" + setting).open("select", "name", setting.toString(), "id", "field-" + setting);
        var all = new ArrayList<>(List.of(none));
        all.addAll(options);
        for (var option : all) {
            boolean possible = option.value.equals(chosen) || view.possible(setting, option.choice);
            html.element("option", possible ? option.label : view.say("not_here.value", "value", option.label), "value", option.value,
                "selected", option.value.equals(chosen) ? "" : null, "disabled", possible ? null : "");
        }
        html.end().end();
    }

    private void style() {
        var languages = catalog.brand().languages().stream().map(tag -> {
            var locale = Locale.forLanguageTag(tag);
            return option(tag, locale.getDisplayName(locale));
        }).toList();
        pick(Type.LANGUAGE, "language", languages, Locale.forLanguageTag(effective.language().value().textValue()).getDisplayName(view.phrases().locale()));
        pick(Type.TONE, "tone", options(catalog.tones(), Catalog.Tone::label), view.labels().tone(effective.tone().value().textValue()));
        descriptions(catalog.tones(), Catalog.Tone::label, Catalog.Tone::description);
        if (!catalog.relationships().isEmpty()) {
            pick(Type.RELATIONSHIP, "relationship", options(catalog.relationships(), Catalog.Relationship::label), "");
            descriptions(catalog.relationships(), Catalog.Relationship::label, Catalog.Relationship::description);
        }
    }

    private static Option option(String id, String label) {
        return new Option(id, label, Optional.of(TextNode.valueOf(id)));
    }

    private <T> List<Option> options(Map<String, T> offered, Function<T, Map<String, String>> label) {
        return offered.entrySet().stream().map(item -> option(item.getKey(), view.labels().of(label.apply(item.getValue())))).toList();
    }

    private void pick(Type type, String name, List<Option> options, String holds) {
        var chosen = view.preferences().chosen().text(type).filter(id -> options.stream().anyMatch(option -> option.value.equals(id))).orElse("");
        var none = holds.isEmpty() || !chosen.isEmpty() ? view.say("unset") : view.say("unset.holds", "value", holds);
        select(Setting.of(type), view.say(name), new Option("", none, Optional.empty()), options, chosen);
    }

    private <T> void descriptions(Map<String, T> offered, Function<T, Map<String, String>> label, Function<T, Map<String, String>> description) {
        html.open("dl", "class", "hint", "lang", view.brandLanguage());
        offered.values().forEach(item -> html.element("dt", view.labels().of(label.apply(item))).element("dd", view.labels().of(description.apply(item))));
        html.end();
    }

    private void channel(Catalog.Channel channel) {
        begin(view.labels().channel(channel.id()));
        boolean open = effective.channel(channel.id()).allowed().yes();
        html.element("p", view.say(open ? "now.open" : "now.closed"), "class", "state");
        yesOrNo(Setting.of(Type.CHANNEL, channel.id()));
        html.end();
    }

    /** A group for one setting. */
    private void begin(String name) {
        html.open("fieldset", "class", "row").element("legend", name, "lang", view.brandLanguage());
    }

    private void topic(Catalog.Topic topic) {
        var holds = effective.topic(topic.id());
        begin(view.labels().topic(topic.id()));
        html.element("p", view.labels().of(topic.description()), "class", "hint", "lang", view.brandLanguage());
        boolean silenced = holds.allowed().yes() && !holds.comes() && effective.pausedUntil().isPresent() || holds.allowed().yes() && (effective.stopped().yes() || effective.restricted().yes());
        html.element("p", view.say(holds.comes() ? "now.comes" : "now.comes_not") + (silenced ? " " + view.say("silenced") : ""), "class", "state");
        yesOrNo(Setting.of(Type.TOPIC, topic.id()));
        notice(topic, holds.allowed().yes());
        html.open("details").element("summary", view.say("by_channel", "topic", view.labels().topic(topic.id())));
        for (var channel : topic.channels()) {
            begin(view.labels().channel(channel));
            html.element("p", view.say(holds.channels().get(channel).yes() ? "now.comes" : "now.comes_not"), "class", "state");
            yesOrNo(Setting.topicChannel(topic.id(), channel));
            html.end();
        }
        html.end().end();
    }

    private void use(Catalog.Purpose purpose) {
        boolean used = effective.purpose(purpose.id()).yes();
        boolean locked = purpose.legalBasis() == LegalBasis.CONTRACT || purpose.legalBasis() == LegalBasis.LEGAL_OBLIGATION;
        begin(view.labels().purpose(purpose.id()));
        html.element("p", view.labels().of(purpose.description()), "class", "hint", "lang", view.brandLanguage());
        html.element("p", view.say("basis." + purpose.legalBasis().id()) + " " + (locked ? view.say("locked") + " " : "") + view.say(used ? "now.used" : "now.used_not"), "class", "state");
        if (!locked) {
            yesOrNo(Setting.of(Type.PURPOSE, purpose.id()));
            notice(purpose, used);
        }
        html.end();
    }

    /** What agreeing means: in sight where somebody may agree. */
    private void notice(Asked asked, boolean permitted) {
        var notice = asked.legalBasis() == LegalBasis.CONSENT ? catalog.notice(asked.notice()) : Optional.<Catalog.Notice>empty();
        if (notice.isPresent()) {
            html.open("details", "open", permitted || view.byLink() ? null : "").element("summary", view.say("notice.title"))
                .element("p", view.labels().of(notice.get().text()), "class", "hint", "lang", view.brandLanguage()).end();
        }
    }

    private void yesOrNo(Setting setting) {
        var chosen = view.preferences().chosen().value(setting);
        html.open("div", "class", "choice");
        var notes = new ArrayList<String>();
        for (var answer : List.of(BooleanNode.TRUE, BooleanNode.FALSE)) {
            boolean possible = chosen.equals(Optional.of(answer)) || view.possible(setting, Optional.of(answer));
            if (!possible) {
                notes.add(view.say(answer.booleanValue() ? "not_here" : "last_channel"));
            }
            html.open("label").empty("input", "type", "radio", "name", setting.toString(), "value", answer.booleanValue() ? "yes" : "no",
                "checked", chosen.equals(Optional.of(answer)) ? "" : null, "disabled", possible ? null : "").element("span", view.say(answer.booleanValue() ? "yes" : "no")).end();
        }
        html.end();
        notes.forEach(note -> html.element("p", note, "class", "note"));
    }
}
