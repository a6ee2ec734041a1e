package dev.heed.brand;

import dev.heed.brand.Catalog.Asked;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.problem.Fault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Whether a catalog that fits the contract also makes sense. Finds every fault, not the first. */
final class CatalogReview {
    private static final Set<Type> NOT_IN_A_PRESET = Set.of(Type.RELATIONSHIP, Type.LANGUAGE, Type.TIME_ZONE, Type.RESTRICTED, Type.STOPPED, Type.PAUSED);

    private final Catalog catalog;
    private final List<Fault> faults = new ArrayList<>();

    private CatalogReview(Catalog catalog) {
        this.catalog = catalog;
    }

    static List<Fault> faults(Catalog catalog) {
        var review = new CatalogReview(catalog);
        review.checkBrand();
        review.checkIds();
        review.checkTopics();
        review.checkPurposes();
        review.checkTonesAndRelationships();
        review.checkNotices();
        review.checkPolicy();
        return review.faults;
    }

    private void checkBrand() {
        var languages = catalog.brand().languages();
        for (int i = 0; i < languages.size(); i++) {
            when(!wellFormed(languages.get(i)), "/brand/languages/" + i, "this is not a BCP 47 language tag");
        }
        when(!Review.isTimeZone(catalog.brand().timeZone()), "/brand/timeZone", "there is no time zone of this name; use an IANA name such as Europe/Berlin");
    }

    private void checkIds() {
        var content = catalog.content();
        unique("/channels", content.channels().stream().map(Catalog.Channel::id).toList());
        unique("/topics", content.topics().stream().map(Catalog.Topic::id).toList());
        unique("/purposes", content.purposes().stream().map(Catalog.Purpose::id).toList());
        unique("/tones", content.tones().stream().map(Catalog.Tone::id).toList());
        unique("/relationships", content.relationships().stream().map(Catalog.Relationship::id).toList());
        unique("/notices", content.notices().stream().map(notice -> notice.id() + " version " + notice.version()).toList());
        for (int i = 0; i < content.channels().size(); i++) {
            inEveryLanguage("/channels/" + i + "/label", content.channels().get(i).label());
        }
    }

    private void unique(String pointer, List<String> ids) {
        var seen = new HashSet<String>();
        for (int i = 0; i < ids.size(); i++) {
            when(!seen.add(ids.get(i)), pointer + "/" + i, ids.get(i) + " is there twice");
        }
    }

    private void checkTopics() {
        var topics = catalog.content().topics();
        for (int i = 0; i < topics.size(); i++) {
            var topic = topics.get(i);
            var at = "/topics/" + i;
            inEveryLanguage(at + "/label", topic.label());
            inEveryLanguage(at + "/description", topic.description());
            checkAsked(at, topic);
            for (int c = 0; c < topic.channels().size(); c++) {
                known(at + "/channels/" + c, "channel", topic.channels().get(c), catalog.channels());
            }
            when(topic.category() == Category.ESSENTIAL && topic.legalBasis() == LegalBasis.CONSENT, FairnessRule.NO_REFUSAL, at + "/legalBasis",
                "an essential topic cannot be refused, so it cannot rest on consent");
        }
    }

    private void checkPurposes() {
        var purposes = catalog.content().purposes();
        for (int i = 0; i < purposes.size(); i++) {
            inEveryLanguage("/purposes/" + i + "/label", purposes.get(i).label());
            inEveryLanguage("/purposes/" + i + "/description", purposes.get(i).description());
            checkAsked("/purposes/" + i, purposes.get(i));
        }
    }

    private void checkAsked(String at, Asked asked) {
        when(asked.legalBasis() == LegalBasis.CONSENT && asked.notice() == null, FairnessRule.MISSING_NOTICE, at + "/notice",
            "what rests on consent needs a notice: the text that is shown when asking");
        when(asked.notice() != null && catalog.notice(asked.notice()).isEmpty(), at + "/notice", Suggestion.forUnknown("notice", String.valueOf(asked.notice()),
            catalog.content().notices().stream().map(Catalog.Notice::id).distinct().toList()));
        when(asked.expiresAfter() != null && asked.expiresAfter().isZero(), at + "/expiresAfter", "use an ISO 8601 duration of at least a day, such as P2Y");
    }

    private void checkTonesAndRelationships() {
        var tones = catalog.content().tones();
        for (int i = 0; i < tones.size(); i++) {
            inEveryLanguage("/tones/" + i + "/label", tones.get(i).label());
            inEveryLanguage("/tones/" + i + "/description", tones.get(i).description());
        }
        var relationships = catalog.content().relationships();
        for (int i = 0; i < relationships.size(); i++) {
            var at = "/relationships/" + i;
            inEveryLanguage(at + "/label", relationships.get(i).label());
            inEveryLanguage(at + "/description", relationships.get(i).description());
            checkPreset(at + "/preset", relationships.get(i).preset());
        }
    }

    private void checkPreset(String at, dev.heed.choice.Choices preset) {
        faults.addAll(Review.faults(catalog, preset.values(), at));
        preset.values().forEach((setting, value) -> {
            when(NOT_IN_A_PRESET.contains(setting.type()), at + setting.pointer(), "only the customer can choose this");
            when(value.isBoolean() && value.booleanValue() && restsOnConsent(setting), FairnessRule.PRETICKED_CONSENT, at + setting.pointer(), "a preset cannot give consent; only the customer can");
        });
    }

    private boolean restsOnConsent(Setting setting) {
        var asked = setting.type() == Type.TOPIC ? catalog.topics().get(setting.id())
            : setting.type() == Type.PURPOSE ? catalog.purposes().get(setting.id()) : null;
        return asked != null && asked.legalBasis() == LegalBasis.CONSENT;
    }

    private void checkNotices() {
        var notices = catalog.content().notices();
        for (int i = 0; i < notices.size(); i++) {
            inEveryLanguage("/notices/" + i + "/text", notices.get(i).text());
        }
    }

    private void checkPolicy() {
        var caps = catalog.policy().caps();
        for (int i = 0; i < caps.size(); i++) {
            if (caps.get(i).channel() != null) {
                known("/policy/caps/" + i + "/channel", "channel", caps.get(i).channel(), catalog.channels());
            }
        }
        var quiet = catalog.policy().quietHours();
        for (int i = 0; i < quiet.size(); i++) {
            if (quiet.get(i).channel() != null) {
                known("/policy/quietHours/" + i + "/channel", "channel", quiet.get(i).channel(), catalog.channels());
            }
        }
    }

    private void inEveryLanguage(String pointer, Map<String, String> text) {
        for (var language : catalog.brand().languages()) {
            when(text.getOrDefault(language, "").isBlank(), FairnessRule.MISSING_LANGUAGE, pointer, "the text is missing in " + language);
        }
    }

    private void known(String pointer, String noun, String id, Map<String, ?> known) {
        when(!known.containsKey(id), pointer, Suggestion.forUnknown(noun, id, known.keySet()));
    }

    private static boolean wellFormed(String language) {
        try {
            new Locale.Builder().setLanguageTag(language);
            return true;
        } catch (IllformedLocaleException malformed) {
            return false;
        }
    }

    private void when(boolean wrong, String pointer, String detail) {
        if (wrong) {
            faults.add(new Fault(pointer, detail));
        }
    }

    private void when(boolean unfair, FairnessRule rule, String pointer, String detail) {
        if (unfair) {
            faults.add(rule.broken(pointer, detail));
        }
    }
}
