package dev.heed.brand;

import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.brand.Fairness.Finding;
import dev.heed.brand.Lexicon.Folded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a catalog says, in the languages of which there is a lexicon: whether it presses, shames, confuses, or says other than what is. */
final class FairWords {
    private static final String VAGUE = "can mean anything; say which data are used to do what";
    /** More messages a week than this do not come "now and then". */
    private static final double MOST_NOW_AND_THEN = 2;

    private final Catalog catalog;
    private final List<Finding> findings;
    private final Map<String, Folded> folded = new HashMap<>();

    FairWords(Catalog catalog, List<Finding> findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void check() {
        checkTopics();
        checkPurposes();
        var relationships = catalog.content().relationships();
        for (int i = 0; i < relationships.size(); i++) {
            var at = "/relationships/" + i;
            checkTone(at + "/label", relationships.get(i).label());
            tell("praise", FairnessRule.EMOTIVE_WORDS, at + "/label", relationships.get(i).label(), "commends one choice over the others; name it by what it is");
            checkTone(at + "/description", relationships.get(i).description());
        }
        FairTexts.asking(catalog).forEach((pointer, notice) -> checkNotice(pointer + "/text", notice.text()));
    }

    private void checkTopics() {
        var topics = catalog.content().topics();
        for (int i = 0; i < topics.size(); i++) {
            var topic = topics.get(i);
            var at = "/topics/" + i;
            boolean essential = topic.category() == Category.ESSENTIAL;
            checkOffered(at, topic.label(), topic.description(), !essential);
            if (essential && topic.legalBasis() != LegalBasis.CONSENT) {
                tell("advertising", FairnessRule.ADVERTISING_AMONG_ESSENTIALS, at + "/label", topic.label(),
                    "is advertising, which customers may always refuse, but essential topics cannot be refused; make a topic of its own of it");
            }
            if (topic.expectedPerWeek() > MOST_NOW_AND_THEN) {
                tell("rare", FairnessRule.MORE_THAN_SAID, at + "/description", topic.description(), "is not what expectedPerWeek says; say how much really comes");
            }
        }
    }

    private void checkPurposes() {
        var purposes = catalog.content().purposes();
        for (int i = 0; i < purposes.size(); i++) {
            var purpose = purposes.get(i);
            var at = "/purposes/" + i;
            checkOffered(at, purpose.label(), purpose.description(), purpose.legalBasis() == LegalBasis.CONSENT || purpose.legalBasis() == LegalBasis.LEGITIMATE_INTEREST);
            tell("vague", FairnessRule.VAGUE_PURPOSE, at + "/label", purpose.label(), VAGUE);
            tell("vague", FairnessRule.VAGUE_PURPOSE, at + "/description", purpose.description(), VAGUE);
        }
    }

    /** A topic or a use of data: a switch with a label. */
    private void checkOffered(String at, Map<String, String> label, Map<String, String> description, boolean refusable) {
        checkTone(at + "/label", label);
        checkTone(at + "/description", description);
        checkPolarity(at + "/label", label);
        tell("answer", FairnessRule.ANSWER_AS_LABEL, at + "/label", label, "is an answer, and off would mean the opposite of what is read; name what it is about");
        checkConsentIsAsked(at + "/description", description);
        checkRefusal(at + "/label", label, refusable);
        checkRefusal(at + "/description", description, refusable);
    }

    private void checkRefusal(String pointer, Map<String, String> text, boolean refusable) {
        if (refusable) {
            tell("no_choice", FairnessRule.REFUSAL_DENIED, pointer, text, "is not so: customers can refuse this; take it out");
        } else {
            tell("choice", FairnessRule.REFUSAL_PROMISED_IN_VAIN, pointer, text, "is not so: customers cannot refuse this; say why not");
        }
    }

    private void checkTone(String pointer, Map<String, String> text) {
        tell("emotive", FairnessRule.EMOTIVE_WORDS, pointer, text, "presses, flatters or makes feel guilty; say plainly what comes");
        checkSentences(pointer, text);
    }

    private void checkSentences(String pointer, Map<String, String> text) {
        tell("shame", FairnessRule.SHAMED_REFUSAL, pointer, text, "shames whoever refuses; say plainly what a no means, or nothing");
        tell("double_negative", FairnessRule.DOUBLE_NEGATIVE, pointer, text, "denies a denial, so nobody can tell which is the yes; say what happens when it is on");
    }

    private void checkConsentIsAsked(String pointer, Map<String, String> text) {
        tell("implied", FairnessRule.IMPLIED_CONSENT, pointer, text, "takes something else that people do for a yes (GDPR Article 4(11)); ask for it with the switch alone");
        tell("letter", FairnessRule.WITHDRAWAL_BY_LETTER, pointer, text,
            "makes the way out longer than the way in (GDPR Article 7(3)); let people withdraw where they consent, and say so");
    }

    /** A label that says no is one thing; one that says no in some languages only is worse. */
    private void checkPolarity(String pointer, Map<String, String> label) {
        var denying = new ArrayList<String>();
        var affirming = new ArrayList<String>();
        for (var language : catalog.brand().languages()) {
            if (label.containsKey(language)) {
                Lexicon.of(language).ifPresent(lexicon -> (lexicon.find("negated", folded(label.get(language))).isPresent() ? denying : affirming).add(language));
            }
        }
        if (!denying.isEmpty() && !affirming.isEmpty()) {
            findings.add(new Finding(FairnessRule.OPPOSITE_LABELS, pointer, "this says no in " + String.join(", ", denying) + " and yes in " + String.join(", ", affirming)
                + ", for one and the same switch; name the same thing in each language"));
        } else {
            tell("negated", FairnessRule.NEGATED_LABEL, pointer, label, "says no, so that to switch it on means no, and off yes; name what comes when it is on");
        }
    }

    private void checkNotice(String pointer, Map<String, String> text) {
        eachLexicon(text, (language, lexicon) -> {
            lexicon.findLong("emotive", folded(text.get(language))).ifPresent(words ->
                found(FairnessRule.EMOTIVE_WORDS, pointer + "/" + language, words, "presses, flatters or makes feel guilty; say plainly what a yes means"));
            if (!lexicon.mentions("withdrawal", folded(text.get(language))) && !lexicon.mentions("no_choice", folded(text.get(language)))) {
                findings.add(new Finding(FairnessRule.WITHDRAWAL_UNTOLD, pointer + "/" + language,
                    "this does not say that consent can be withdrawn, which must be told before it is given (GDPR Article 7(3)); say so, and where"));
            }
        });
        checkSentences(pointer, text);
        checkConsentIsAsked(pointer, text);
        tell("no_choice", FairnessRule.REFUSAL_DENIED, pointer, text, "is not so: consent can be refused and withdrawn; take it out");
    }

    private interface Look {
        void at(String language, Lexicon lexicon);
    }

    private void eachLexicon(Map<String, String> text, Look look) {
        catalog.brand().languages().stream().filter(text::containsKey)
            .forEach(language -> Lexicon.of(language).ifPresent(lexicon -> look.at(language, lexicon)));
    }

    private void tell(String list, FairnessRule rule, String pointer, Map<String, String> text, String detail) {
        eachLexicon(text, (language, lexicon) -> lexicon.find(list, folded(text.get(language))).ifPresent(words -> found(rule, pointer + "/" + language, words, detail)));
    }

    private Folded folded(String text) {
        return folded.computeIfAbsent(text, Folded::of);
    }

    private void found(FairnessRule rule, String pointer, String words, String detail) {
        findings.add(new Finding(rule, pointer, "\"" + words + "\" " + detail));
    }
}
