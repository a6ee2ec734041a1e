package dev.heed.brand;

import dev.heed.brand.Catalog.Asked;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.brand.Fairness.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Texts beside each other, whatever their language: whether each can be told from its neighbors, and says the same to everyone. */
final class FairTexts {
    /** Shorter ones may well be the same in two languages: "Newsletter". */
    private static final int FEWEST_WORDS_OF_A_SENTENCE = 6;
    private static final int SHORTEST_OF_LONG_TEXTS = 200;
    private static final int MOST_TIMES_LONGER = 3;
    /** Written with a third of the letters. */
    private static final Set<String> DENSE = Set.of("zh", "ja", "ko", "yue");

    private final Catalog catalog;
    private final List<Finding> findings;

    FairTexts(Catalog catalog, List<Finding> findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void check() {
        var content = catalog.content();
        labels("/channels", content.channels().stream().map(Catalog.Channel::label).toList());
        labels("/topics", content.topics().stream().map(Catalog.Topic::label).toList());
        labels("/purposes", content.purposes().stream().map(Catalog.Purpose::label).toList());
        labels("/tones", content.tones().stream().map(Catalog.Tone::label).toList());
        labels("/relationships", content.relationships().stream().map(Catalog.Relationship::label).toList());
        descriptions("/topics", content.topics().stream().map(Catalog.Topic::description).toList());
        descriptions("/purposes", content.purposes().stream().map(Catalog.Purpose::description).toList());
        descriptions("/relationships", content.relationships().stream().map(Catalog.Relationship::description).toList());
        asking(catalog).forEach((pointer, notice) -> {
            translated(pointer + "/text", notice.text());
            toldAlike(pointer + "/text", notice.text());
        });
    }

    /** The newest version of each notice with which consent is asked, by where it stands. What was shown before cannot be changed any more. */
    static Map<String, Catalog.Notice> asking(Catalog catalog) {
        var ids = Stream.concat(catalog.content().topics().stream(), catalog.content().purposes().stream())
            .filter(asked -> asked.legalBasis() == LegalBasis.CONSENT && asked.notice() != null).map(Asked::notice).collect(Collectors.toSet());
        var notices = catalog.content().notices();
        var newest = new java.util.LinkedHashMap<String, Catalog.Notice>();
        for (int i = 0; i < notices.size(); i++) {
            var notice = notices.get(i);
            if (ids.contains(notice.id()) && catalog.notice(notice.id()).orElseThrow().version() == notice.version()) {
                newest.put("/notices/" + i, notice);
            }
        }
        return newest;
    }

    private void labels(String pointer, List<Map<String, String>> labels) {
        for (var language : catalog.brand().languages()) {
            var seen = new HashSet<String>();
            for (int i = 0; i < labels.size(); i++) {
                var label = labels.get(i).get(language);
                if (label != null && !seen.add(label.strip().toLowerCase(Locale.ROOT))) {
                    findings.add(new Finding(FairnessRule.SAME_LABEL, pointer + "/" + i + "/label/" + language,
                        "another one before it has the same label, so nobody can tell what a yes or a no is about; name each by what it is"));
                }
            }
        }
    }

    private void descriptions(String pointer, List<Map<String, String>> descriptions) {
        for (int i = 0; i < descriptions.size(); i++) {
            translated(pointer + "/" + i + "/description", descriptions.get(i));
        }
    }

    private void translated(String pointer, Map<String, String> text) {
        var languages = catalog.brand().languages();
        for (int i = 1; i < languages.size(); i++) {
            var language = languages.get(i);
            var here = text.getOrDefault(language, "").strip();
            languages.subList(0, i).stream()
                .filter(other -> !Lexicon.base(other).equals(Lexicon.base(language)) && here.equals(text.getOrDefault(other, "").strip()) && isSentence(here)).findFirst()
                .ifPresent(other -> findings.add(new Finding(FairnessRule.UNTRANSLATED, pointer + "/" + language,
                    "this is the text in " + other + ", word for word; say it in " + language)));
        }
    }

    private static boolean isSentence(String text) {
        return text.split("\\s+").length >= FEWEST_WORDS_OF_A_SENTENCE;
    }

    private void toldAlike(String pointer, Map<String, String> text) {
        var languages = catalog.brand().languages().stream().filter(language -> text.containsKey(language) && !DENSE.contains(Lexicon.base(language))).toList();
        int longest = languages.stream().mapToInt(language -> text.get(language).length()).max().orElse(0);
        languages.stream().filter(language -> longest >= SHORTEST_OF_LONG_TEXTS && text.get(language).length() * MOST_TIMES_LONGER < longest)
            .forEach(language -> findings.add(new Finding(FairnessRule.TOLD_LESS, pointer + "/" + language,
                "this has less than a third of the letters that the notice has in another language; tell everyone the same")));
    }
}
