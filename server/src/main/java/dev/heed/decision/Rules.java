package dev.heed.decision;

import static dev.heed.decision.Reason.Code.CALLER_REFUSED;
import static dev.heed.decision.Reason.Code.CHANNEL_REFUSED;
import static dev.heed.decision.Reason.Code.CONSENT_EXPIRED;
import static dev.heed.decision.Reason.Code.CONSENT_MISSING;
import static dev.heed.decision.Reason.Code.CONTACT_HOURS;
import static dev.heed.decision.Reason.Code.FREQUENCY_CAP;
import static dev.heed.decision.Reason.Code.NOTICE_OUTDATED;
import static dev.heed.decision.Reason.Code.PAUSED;
import static dev.heed.decision.Reason.Code.PURPOSE_REFUSED;
import static dev.heed.decision.Reason.Code.QUIET_HOURS;
import static dev.heed.decision.Reason.Code.STOPPED;
import static dev.heed.decision.Reason.Code.TOPIC_CHANNEL_REFUSED;
import static dev.heed.decision.Reason.Code.TOPIC_REFUSED;

import dev.heed.brand.Catalog.Asked;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.consent.ConsentStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why a customer may not be contacted. Every rule is asked, so that a refusal names all its reasons, in this order. */
final class Rules {
    private static final List<Rule> ALL = List.of(
        Rules::stopped, Rules::paused, Rules::consent, Rules::purposes, Rules::channel, Rules::caller, Rules::topic, Rules::topicOnChannel,
        Rules::contactHours, Rules::quietHours, Rules::caps);

    /** How often to look again for the first moment at which no rule denies: hours and caps that hardly ever let anything through together. */
    private static final int MOST_LOOKS = 1_000;

    private interface Rule {
        Stream<Reason> deny(Facts facts);
    }

    private Rules() {}

    /** Every reason to deny; none when the customer may be contacted. */
    static List<Reason> reasons(Facts facts) {
        var reasons = new ArrayList<Reason>();
        for (var rule : ALL) {
            rule.deny(facts).forEach(reasons::add);
        }
        return reasons;
    }

    /** Whether no rule denies; for whoever does not ask why. */
    static boolean allow(Facts facts) {
        for (var rule : ALL) {
            if (rule.deny(facts).findAny().isPresent()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The earliest moment at which the same question would be allowed, if nothing else changes: an instant before, it is denied.
     *
     * @param reasons why it is denied at the moment of the facts
     * @return empty when only the customer or the brand can change that
     */
    static Optional<Instant> allowedFrom(Facts facts, List<Reason> reasons) {
        var at = facts.at();
        var against = reasons;
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (against.isEmpty()) {
                return Optional.of(at);
            }
            // No reason lifts before its own moment, so nothing is allowed before the last of them.
            for (var reason : against) {
                if (reason.until().isEmpty()) {
                    return Optional.empty();
                }
                at = reason.until().get().isAfter(at) ? reason.until().get() : at;
            }
            // Two kinds of hours may each open while the other is closed: they are asked together.
            at = opening(facts.at(at), Stream.concat(chosenHours(facts), policyHours(facts)).toList());
            if (at.equals(Instant.MAX)) {
                return Optional.empty();
            }
            against = reasons(facts.at(at));
        }
        return Optional.empty();
    }

    private static Stream<Reason> stopped(Facts facts) {
        return when(facts.effective().stopped().yes() && !facts.essential(), STOPPED, "the customer has stopped everything that can be refused");
    }

    private static Stream<Reason> paused(Facts facts) {
        return facts.essential() ? Stream.empty()
            : facts.effective().pausedUntil().map(end -> Reason.until(PAUSED, "the customer has paused everything that can be refused", end)).stream();
    }

    private static Stream<Reason> consent(Facts facts) {
        return facts.effective().topics().get(facts.question().topic()).allowed().yes() ? Stream.empty()
            : consent(facts, Setting.of(Type.TOPIC, facts.topic().id()), facts.topic());
    }

    private static Stream<Reason> purposes(Facts facts) {
        return facts.question().purposes().stream().filter(purpose -> !facts.effective().purposes().get(purpose).yes()).flatMap(purpose -> {
            var asked = facts.preferences().catalog().purposes().get(purpose);
            return asked.legalBasis() == LegalBasis.CONSENT ? consent(facts, Setting.of(Type.PURPOSE, purpose), asked)
                : when(true, PURPOSE_REFUSED, "the customer has refused the use of data " + purpose);
        });
    }

    private static Stream<Reason> consent(Facts facts, Setting setting, Asked asked) {
        if (asked.legalBasis() != LegalBasis.CONSENT) {
            return Stream.empty();
        }
        var about = (setting.type() == Type.PURPOSE ? "the use of data " : "the topic ") + setting.id();
        var status = facts.preferences().statusOf(setting, asked);
        return switch (status) {
            case EXPIRED -> when(true, CONSENT_EXPIRED, "the consent to " + about + " has expired");
            case GIVEN -> when(true, NOTICE_OUTDATED, "the consent to " + about + " was given to a notice that is outdated");
            default -> when(true, CONSENT_MISSING, about + " rests on consent, which " + (status == ConsentStatus.UNKNOWN ? "was never given" : "was " + status.id()));
        };
    }

    private static Stream<Reason> channel(Facts facts) {
        var channel = facts.question().channel();
        boolean refused = !facts.effective().channels().get(channel).allowed().yes() && !essentialOn(facts);
        return when(refused, CHANNEL_REFUSED, "the customer wants nothing on the channel " + channel);
    }

    private static Stream<Reason> caller(Facts facts) {
        var callers = facts.effective().channels().get(facts.question().channel()).callers();
        if (callers.isEmpty() || facts.question().caller().isEmpty()) {
            return Stream.empty();
        }
        var caller = facts.question().caller().get();
        for (var welcome : callers.get().value()) {
            if (welcome.textValue().equals(caller)) {
                return Stream.empty();
            }
        }
        return when(true, CALLER_REFUSED, "the customer wants no " + caller + " caller");
    }

    private static Stream<Reason> topic(Facts facts) {
        boolean refused = !facts.essential() && facts.preferences().choice(Setting.of(Type.TOPIC, facts.topic().id())).map(choice -> !choice.booleanValue()).orElse(false);
        return when(refused, TOPIC_REFUSED, "the customer wants to hear nothing about the topic " + facts.topic().id());
    }

    private static Stream<Reason> topicOnChannel(Facts facts) {
        var question = facts.question();
        boolean refused = facts.preferences().choice(Setting.topicChannel(question.topic(), question.channel())).map(choice -> !choice.booleanValue()).orElse(false);
        return when(refused && !essentialOn(facts), TOPIC_CHANNEL_REFUSED, "the customer does not want the topic " + question.topic() + " on the channel " + question.channel());
    }

    /** Whether an essential topic comes on this channel, be it because all others were refused too. */
    private static boolean essentialOn(Facts facts) {
        return facts.essential() && facts.effective().topics().get(facts.question().topic()).channels().get(facts.question().channel()).yes();
    }

    private static Stream<Reason> contactHours(Facts facts) {
        return closed(facts, chosenHours(facts).toList(), CONTACT_HOURS, "it is outside the customer's contact hours");
    }

    private static Stream<Reason> quietHours(Facts facts) {
        return closed(facts, policyHours(facts).toList(), QUIET_HOURS, "these are the brand's quiet hours where the customer is, or may be");
    }

    private static Stream<Reason> closed(Facts facts, List<Hours> hours, Reason.Code code, String detail) {
        var open = opening(facts, hours);
        return open.equals(facts.at()) ? Stream.empty() : Stream.of(Reason.until(code, detail, open));
    }

    private static Stream<Hours> chosenHours(Facts facts) {
        return Stream.of(facts.effective().contactHours(), facts.effective().channels().get(facts.question().channel()).contactHours())
            .filter(chosen -> !chosen.value().isNull()).map(chosen -> Hours.contact(chosen.value()));
    }

    private static Stream<Hours> policyHours(Facts facts) {
        return facts.preferences().catalog().policy().quietHours().stream()
            .filter(quiet -> quiet.channel() == null || quiet.channel().equals(facts.question().channel()))
            .map(quiet -> Hours.quiet(quiet.days(), quiet.from(), quiet.to()));
    }

    private static Instant opening(Facts facts, List<Hours> hours) {
        return hours.isEmpty() ? facts.at() : Hours.openAt(hours, Regions.zones(facts.preferences().catalog().brand(), facts.effective().timeZone()), facts.at());
    }

    private static Stream<Reason> caps(Facts facts) {
        if (facts.essential()) {
            return Stream.empty();
        }
        return Caps.of(facts.preferences(), facts.question().channel(), facts.question().topic()).stream().flatMap(cap -> {
            var open = FrequencyCap.of(cap.frequency()).opensAt(facts.contacts().stream().filter(cap::covers).toList(), facts.at());
            return open.equals(facts.at()) ? Stream.empty()
                : Stream.of(Reason.until(FREQUENCY_CAP, (cap.own() ? "the customer asked for " : "the brand sends ") + cap.words(), open));
        });
    }

    private static Stream<Reason> when(boolean denied, Reason.Code code, String detail) {
        return denied ? Stream.of(Reason.forGood(code, detail)) : Stream.empty();
    }
}
