package dev.heed.brand;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog.Asked;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.brand.Fairness.Finding;
import dev.heed.choice.Setting;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a catalog offers, whatever it says: whether all that may be refused can be, in as few steps as it is joined. */
final class FairOffer {
    private static final int MOST_TOPICS = 25;
    private static final int MOST_PURPOSES = 15;
    private static final int MOST_RELATIONSHIPS = 7;
    private static final int MOST_TONES = 10;
    /** So many things that a preset joins at once are many. */
    private static final int MANY_AT_ONCE = 3;
    private static final int FEWEST_DAYS_OF_CONSENT = 28;
    private static final int MOST_DAYS_OF_CONSENT = 5 * 366;
    /** Terms of the Data Privacy Vocabulary. */
    private static final Set<String> ADVERTISING = Set.of("dpv:Marketing", "dpv:DirectMarketing", "dpv:SocialMediaMarketing", "dpv:Advertising",
        "dpv:PersonalisedAdvertising", "dpv:TargetedAdvertising", "dpv:SellDataToThirdParties", "dpv:SellInsightsFromData");
    /** What California's law calls to sell or to share. */
    private static final Set<String> SOLD_OR_SHARED = Set.of("dpv:TargetedAdvertising", "dpv:PersonalisedAdvertising", "dpv:SellDataToThirdParties");
    private static final Pattern REACHED_ONLINE = Pattern.compile("@|https?://|\\b[\\p{L}\\p{N}-]+\\.\\p{L}{2,}\\b");
    private static final Pattern WEB_ADDRESS = Pattern.compile("https?://[^\\s/]+\\S*");

    private final Catalog catalog;
    private final List<Finding> findings;

    FairOffer(Catalog catalog, List<Finding> findings) {
        this.catalog = catalog;
        this.findings = findings;
    }

    void check() {
        checkController();
        checkTopics();
        checkPurposes();
        checkNumbers();
        checkPresets();
        checkNoticesAreOwn();
    }

    private void checkController() {
        var controller = catalog.brand().controller();
        when(!REACHED_ONLINE.matcher(controller.contact()).find(), FairnessRule.WITHDRAWAL_BY_LETTER, "/brand/controller/contact",
            "whoever wants to withdraw or object must write a letter or call, though consent is given by a tap; name an e-mail address or a web page");
        when(!WEB_ADDRESS.matcher(controller.privacyPolicy()).matches(), FairnessRule.PRIVACY_POLICY_OUT_OF_REACH, "/brand/controller/privacyPolicy",
            "this leads nowhere; give the address of the privacy policy on the web, beginning with https://");
    }

    private void checkTopics() {
        var topics = catalog.content().topics();
        for (int i = 0; i < topics.size(); i++) {
            var topic = topics.get(i);
            var basis = topic.legalBasis();
            boolean marketing = topic.category() == Category.MARKETING;
            when(marketing && (basis == LegalBasis.CONTRACT || basis == LegalBasis.LEGAL_OBLIGATION), FairnessRule.ADVERTISING_AS_DUTY, "/topics/" + i + "/legalBasis",
                "marketing is neither part of a contract nor a duty by law; let it rest on consent, or make it category service if it is no marketing");
            when(marketing && basis == LegalBasis.LEGITIMATE_INTEREST && topic.channels().stream().anyMatch(this::callsByMachine), FairnessRule.ON_BY_DEFAULT,
                "/topics/" + i + "/legalBasis", "marketing calls by machines need consent beforehand (ePrivacy Directive, Article 13(1)), and these are on until switched off; "
                    + "let the topic rest on consent, or take the channel away");
            when(topic.category() == Category.ESSENTIAL && basis == LegalBasis.LEGITIMATE_INTEREST, FairnessRule.INTEREST_WITHOUT_OBJECTION, "/topics/" + i + "/category",
                "what rests on a legitimate interest may be objected to (GDPR Article 21), but essential topics cannot be refused; make it category service, "
                    + "or name the contract or the duty that it rests on");
            checkConsentLasts("/topics/" + i, topic);
        }
    }

    private boolean callsByMachine(String channel) {
        return catalog.channels().containsKey(channel) && catalog.channels().get(channel).callers().contains("automated");
    }

    private void checkPurposes() {
        var purposes = catalog.content().purposes();
        for (int i = 0; i < purposes.size(); i++) {
            var purpose = purposes.get(i);
            var at = "/purposes/" + i;
            var basis = purpose.legalBasis();
            boolean american = catalog.brand().jurisdiction().startsWith("US");
            var term = String.valueOf(purpose.dpvTerm());
            when(ADVERTISING.contains(term) && (basis == LegalBasis.CONTRACT || basis == LegalBasis.LEGAL_OBLIGATION), FairnessRule.NO_REFUSAL, at + "/legalBasis",
                "customers cannot refuse what rests on " + basis.id().replace('_', ' ') + ", but to advertising they may always object (GDPR Article 21(2)); let it rest on consent");
            when(!american && SOLD_OR_SHARED.contains(term) && basis == LegalBasis.LEGITIMATE_INTEREST, FairnessRule.ON_BY_DEFAULT, at + "/legalBasis",
                "advertising by personal data, and passing data on for money, is on until switched off; let it rest on consent");
            when(american && SOLD_OR_SHARED.contains(term) && !purpose.optOutSignal(), FairnessRule.SIGNAL_PASSED_OVER, at + "/optOutSignal",
                "a browser that sends Global Privacy Control refuses this everywhere at once, but here it must be refused once more (11 CCR 7025); set optOutSignal to true");
            checkConsentLasts(at, purpose);
        }
    }

    private void checkConsentLasts(String at, Asked asked) {
        if (asked.legalBasis() != LegalBasis.CONSENT || asked.expiresAfter() == null || asked.expiresAfter().isZero()) {
            return;
        }
        long days = days(asked.expiresAfter());
        when(days < FEWEST_DAYS_OF_CONSENT, FairnessRule.ASKED_AGAIN_AND_AGAIN, at + "/expiresAfter",
            "a consent that lapses this soon is asked for again and again; let it last 4 weeks at least");
        when(days > MOST_DAYS_OF_CONSENT, FairnessRule.ENDLESS_CONSENT, at + "/expiresAfter",
            "a consent that lasts this long is forgotten long before it ends; let it last 5 years at most");
    }

    private static long days(Period period) {
        return period.getYears() * 365L + period.getMonths() * 30L + period.getDays();
    }

    private void checkNumbers() {
        var content = catalog.content();
        few("/topics", "topics that can be refused", content.topics().stream().filter(topic -> topic.category() != Category.ESSENTIAL).count(), MOST_TOPICS);
        few("/purposes", "uses of data", content.purposes().size(), MOST_PURPOSES);
        few("/relationships", "relationships", content.relationships().size(), MOST_RELATIONSHIPS);
        few("/tones", "tones", content.tones().size(), MOST_TONES);
    }

    private void few(String pointer, String noun, long number, int most) {
        when(number > most, FairnessRule.TOO_MANY_OPTIONS, pointer, number + " " + noun + " are more than people look through; join some, until there are " + most + " at most");
    }

    private void checkPresets() {
        var relationships = catalog.content().relationships();
        var takenBack = new HashSet<Setting>();
        relationships.forEach(relationship -> takenBack.addAll(answered(relationship.preset().values(), false)));
        for (int i = 0; i < relationships.size(); i++) {
            var joined = new TreeSet<>(answered(relationships.get(i).preset().values(), true));
            joined.removeAll(takenBack);
            when(joined.size() >= MANY_AT_ONCE, FairnessRule.ONE_WAY_PRESET, "/relationships/" + i + "/preset",
                "one step switches " + joined.size() + " things on, and no relationship switches them off; offer one that does, or leave them to the customer: "
                    + String.join(", ", joined.stream().map(Setting::pointer).toList()));
        }
    }

    private static Set<Setting> answered(Map<Setting, JsonNode> preset, boolean answer) {
        var settings = new HashSet<Setting>();
        preset.forEach((setting, value) -> {
            if (value.isBoolean() && value.booleanValue() == answer) {
                settings.add(setting);
            }
        });
        return settings;
    }

    /** Topics may share a notice; each use of data needs a text of its own, or one yes is taken for several. */
    private void checkNoticesAreOwn() {
        var shown = new HashSet<String>();
        catalog.content().topics().stream().filter(topic -> topic.legalBasis() == LegalBasis.CONSENT && topic.notice() != null).forEach(topic -> shown.add(topic.notice()));
        var purposes = catalog.content().purposes();
        for (int i = 0; i < purposes.size(); i++) {
            if (purposes.get(i).legalBasis() == LegalBasis.CONSENT && purposes.get(i).notice() != null) {
                when(!shown.add(purposes.get(i).notice()), FairnessRule.BUNDLED_NOTICE, "/purposes/" + i + "/notice",
                    "one text asks for this and for something else, so nobody can tell what a yes is for (GDPR Recital 43); give this use of data a notice of its own");
            }
        }
    }

    private void when(boolean unfair, FairnessRule rule, String pointer, String detail) {
        if (unfair) {
            findings.add(new Finding(rule, pointer, detail));
        }
    }
}
