package dev.heed.decision;

import static dev.heed.decision.Reason.Code.CALLER_REFUSED;
import static dev.heed.decision.Reason.Code.CHANNEL_REFUSED;
import static dev.heed.decision.Reason.Code.CONSENT_EXPIRED;
import static dev.heed.decision.Reason.Code.CONSENT_MISSING;
import static dev.heed.decision.Reason.Code.CONTACT_HOURS;
import static dev.heed.decision.Reason.Code.ERASED;
import static dev.heed.decision.Reason.Code.FREQUENCY_CAP;
import static dev.heed.decision.Reason.Code.NOTICE_OUTDATED;
import static dev.heed.decision.Reason.Code.PAUSED;
import static dev.heed.decision.Reason.Code.PURPOSE_REFUSED;
import static dev.heed.decision.Reason.Code.QUIET_HOURS;
import static dev.heed.decision.Reason.Code.RESTRICTED;
import static dev.heed.decision.Reason.Code.STOPPED;
import static dev.heed.decision.Reason.Code.TOPIC_CHANNEL_REFUSED;
import static dev.heed.decision.Reason.Code.TOPIC_REFUSED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog.Asked;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.consent.ConsentStatus;
import dev.heed.preferences.Effective;
import dev.heed.preferences.Resolved;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Why a customer may not be contacted. Every rule is asked, so that a refusal names all its reasons, in this order. */
final class Rules {
    private static final List<Rule> ALL = List.of(
        Rules::erased, Rules::restricted, Rules::stopped, Rules::paused, Rules::consent, Rules::purposes, Rules::channel, Rules::caller, Rules::topic, Rules::topicOnChannel,
        Rules::contactHours, Rules::quietHours, Rules::caps);

    /** Those that may deny on one channel what they let through on another, but for the hours. */
    private static final List<Rule> OF_CHANNEL = List.of(
        Rules::channel, Rules::caller, Rules::topicOnChannel, Rules::caps);

    /** How often to look again for the first moment at which no rule denies: hours and caps that hardly ever let anything through together. */
    private static final int MOST_LOOKS = 1_000;

    private interface Rule {
        void ask(Facts facts, List<Reason> against);
    }

    private Rules() {}

    /** Every reason to deny; none when the customer may be contacted. */
    static List<Reason> reasons(Facts facts) {
        var against = new ArrayList<Reason>(ALL.size());
        for (var rule : ALL) {
            rule.ask(facts, against);
        }
        return against;
    }

    /** Whether the hours that the customer chose over all channels let a contact through. */
    static boolean isInChosenHours(Facts facts) {
        return isOpen(facts, hours(facts.effective().contactHours()));
    }

    /** Whether a channel is open for what neither the rules over all channels nor the hours over all channels deny. */
    static boolean allowOnChannel(Facts facts) {
        var against = new ArrayList<Reason>(1);
        for (var rule : OF_CHANNEL) {
            rule.ask(facts, against);
            if (!against.isEmpty()) {
                return false;
            }
        }
        return isOpen(facts, hours(channelOf(facts).contactHours())) && isOpen(facts, policyHours(facts));
    }

    /**
     * The earliest moment at which the same question would be allowed, if nothing else changes: an instant before, it is denied.
     *
     * @param reasons why it is denied at the moment of the facts
     * @return empty when only the customer or the brand can change that
     */
    static Optional<Instant> allowedFrom(Facts facts, List<Reason> reasons) {
        if (reasons.isEmpty()) {
            return Optional.of(facts.at());
        }
        var hours = chosenHours(facts);
        hours.addAll(policyHours(facts));
        var at = facts.at();
        var against = reasons;
        for (int look = 0; look < MOST_LOOKS && !against.isEmpty(); look++) {
            // No reason lifts before its own moment, so nothing is allowed before the last of them.
            for (var reason : against) {
                if (reason.until().isEmpty()) {
                    return Optional.empty();
                }
                at = reason.until().get().isAfter(at) ? reason.until().get() : at;
            }
            // Two kinds of hours may each open while the other is closed: they are asked together.
            at = opening(facts.at(at), hours);
            if (at.equals(Instant.MAX)) {
                return Optional.empty();
            }
            against = reasons(facts.at(at));
        }
        return against.isEmpty() ? Optional.of(at) : Optional.empty();
    }

    private static void erased(Facts facts, List<Reason> against) {
        if (facts.preferences().erased()) {
            against.add(Reason.forGood(ERASED, () -> "all that was held on the customer was erased; only the customer can begin anew"));
        }
    }

    private static void restricted(Facts facts, List<Reason> against) {
        if (facts.effective().restricted().yes() && (!facts.essential() || facts.question().purposes().stream().anyMatch(purpose -> restricts(facts, purpose)))) {
            against.add(Reason.forGood(RESTRICTED, () -> "the customer had the processing of their data restricted to what is essential"));
        }
    }

    private static boolean restricts(Facts facts, String purpose) {
        return facts.effective().purposeUnrestricted(purpose).yes() && !facts.effective().purpose(purpose).yes();
    }

    private static void stopped(Facts facts, List<Reason> against) {
        if (!facts.essential() && facts.effective().stopped().yes()) {
            against.add(Reason.forGood(STOPPED, () -> "the customer has stopped everything that can be refused"));
        }
    }

    private static void paused(Facts facts, List<Reason> against) {
        if (!facts.essential()) {
            facts.effective().pausedUntil().ifPresent(end -> against.add(Reason.until(PAUSED, () -> "the customer has paused everything that can be refused", end)));
        }
    }

    private static void consent(Facts facts, List<Reason> against) {
        if (facts.topic().legalBasis() == LegalBasis.CONSENT && !facts.effective().topic(facts.topic().id()).allowed().yes()) {
            against.add(consent(facts, Setting.of(Type.TOPIC, facts.topic().id()), facts.topic()));
        }
    }

    private static void purposes(Facts facts, List<Reason> against) {
        for (var purpose : facts.question().purposes()) {
            if (!facts.effective().purposeUnrestricted(purpose).yes()) {
                var asked = facts.preferences().catalog().purposes().get(purpose);
                against.add(asked.legalBasis() == LegalBasis.CONSENT ? consent(facts, Setting.of(Type.PURPOSE, purpose), asked)
                    : Reason.forGood(PURPOSE_REFUSED, () -> "the customer has refused the use of data " + purpose));
            }
        }
    }

    private static Reason consent(Facts facts, Setting setting, Asked asked) {
        var about = (setting.type() == Type.PURPOSE ? "the use of data " : "the topic ") + setting.id();
        if (facts.effective().choice(setting).map(JsonNode::booleanValue).orElse(false)) {
            var status = facts.preferences().statusOf(setting, asked);
            if (status == ConsentStatus.EXPIRED) {
                return Reason.forGood(CONSENT_EXPIRED, () -> "the consent to " + about + " has expired");
            }
            if (status == ConsentStatus.GIVEN) {
                return Reason.forGood(NOTICE_OUTDATED, () -> "the consent to " + about + " was given to a notice that is outdated");
            }
        }
        return Reason.forGood(CONSENT_MISSING, () -> about + " rests on consent, which " + missing(facts.preferences().statusOf(setting, asked)));
    }

    private static String missing(ConsentStatus status) {
        return status == ConsentStatus.UNKNOWN ? "was never given" : "was " + status.id();
    }

    private static void channel(Facts facts, List<Reason> against) {
        var channel = facts.question().channel();
        if (!channelOf(facts).allowed().yes() && !essentialOn(facts)) {
            against.add(Reason.forGood(CHANNEL_REFUSED, () -> "the customer wants nothing on the channel " + channel));
        }
    }

    private static void caller(Facts facts, List<Reason> against) {
        var callers = channelOf(facts).callers();
        if (callers.isEmpty() || facts.question().caller().isEmpty()) {
            return;
        }
        var caller = facts.question().caller().get();
        for (var welcome : callers.get().value()) {
            if (welcome.textValue().equals(caller)) {
                return;
            }
        }
        against.add(Reason.forGood(CALLER_REFUSED, () -> "the customer wants no " + caller + " caller"));
    }

    private static void topic(Facts facts, List<Reason> against) {
        if (!facts.essential() && refused(facts, Setting.of(Type.TOPIC, facts.topic().id()))) {
            against.add(Reason.forGood(TOPIC_REFUSED, () -> "the customer wants to hear nothing about the topic " + facts.topic().id()));
        }
    }

    private static void topicOnChannel(Facts facts, List<Reason> against) {
        var question = facts.question();
        if (refused(facts, Setting.topicChannel(question.topic(), question.channel())) && !essentialOn(facts)) {
            against.add(Reason.forGood(TOPIC_CHANNEL_REFUSED, () -> "the customer does not want the topic " + question.topic() + " on the channel " + question.channel()));
        }
    }

    private static boolean refused(Facts facts, Setting setting) {
        return facts.effective().choice(setting).map(choice -> !choice.booleanValue()).orElse(false);
    }

    /** Whether an essential topic comes on this channel, be it because all others were refused too. */
    private static boolean essentialOn(Facts facts) {
        return facts.essential() && facts.effective().topic(facts.question().topic()).channels().get(facts.question().channel()).yes();
    }

    private static void contactHours(Facts facts, List<Reason> against) {
        askHours(facts, chosenHours(facts), against, CONTACT_HOURS, "it is outside the customer's contact hours");
    }

    private static void quietHours(Facts facts, List<Reason> against) {
        askHours(facts, policyHours(facts), against, QUIET_HOURS, "these are the brand's quiet hours where the customer is, or may be");
    }

    private static void askHours(Facts facts, List<Hours> hours, List<Reason> against, Reason.Code code, String detail) {
        var open = opening(facts, hours);
        if (!open.equals(facts.at())) {
            against.add(Reason.until(code, () -> detail, open));
        }
    }

    private static List<Hours> chosenHours(Facts facts) {
        var hours = new ArrayList<Hours>(2);
        hours.addAll(hours(facts.effective().contactHours()));
        hours.addAll(hours(channelOf(facts).contactHours()));
        return hours;
    }

    private static List<Hours> hours(Resolved chosen) {
        return chosen.value().isNull() ? List.of() : List.of(Hours.contact(chosen.value()));
    }

    private static Effective.Channel channelOf(Facts facts) {
        return facts.effective().channel(facts.question().channel());
    }

    private static List<Hours> policyHours(Facts facts) {
        var hours = new ArrayList<Hours>(2);
        for (var quiet : facts.preferences().catalog().policy().quietHours()) {
            if (quiet.channel() == null || quiet.channel().equals(facts.question().channel())) {
                hours.add(Hours.quiet(quiet.days(), quiet.from(), quiet.to()));
            }
        }
        return hours;
    }

    private static Instant opening(Facts facts, List<Hours> hours) {
        return hours.isEmpty() ? facts.at() : Hours.openAt(hours, zones(facts), facts.at());
    }

    private static boolean isOpen(Facts facts, List<Hours> hours) {
        return hours.isEmpty() || Hours.areOpen(hours, zones(facts), facts.at());
    }

    private static Collection<ZoneId> zones(Facts facts) {
        return Regions.zones(facts.preferences().catalog().brand(), facts.effective().timeZone());
    }

    private static void caps(Facts facts, List<Reason> against) {
        if (facts.essential() || facts.contacts().isEmpty()) {
            return;
        }
        for (var cap : Caps.of(facts.preferences().catalog().policy(), facts.effective(), facts.question().channel(), facts.question().topic())) {
            var open = FrequencyCap.of(cap.frequency()).opensAt(facts.contacts().stream().filter(cap::covers).toList(), facts.at());
            if (!open.equals(facts.at())) {
                against.add(Reason.until(FREQUENCY_CAP, () -> (cap.own() ? "the customer asked for " : "the brand sends ") + cap.words(), open));
            }
        }
    }
}
