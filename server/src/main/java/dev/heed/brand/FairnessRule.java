package dev.heed.brand;

import static dev.heed.brand.DeceptivePattern.AMBIGUOUS_WORDING_OR_INFORMATION;
import static dev.heed.brand.DeceptivePattern.CONFLICTING_INFORMATION;
import static dev.heed.brand.DeceptivePattern.CONTINUOUS_PROMPTING;
import static dev.heed.brand.DeceptivePattern.DEAD_END;
import static dev.heed.brand.DeceptivePattern.DECEPTIVE_SNUGNESS;
import static dev.heed.brand.DeceptivePattern.EMOTIONAL_STEERING;
import static dev.heed.brand.DeceptivePattern.LANGUAGE_DISCONTINUITY;
import static dev.heed.brand.DeceptivePattern.LONGER_THAN_NECESSARY;
import static dev.heed.brand.DeceptivePattern.MISLEADING_ACTION;

import dev.heed.problem.Deception;
import dev.heed.problem.Fault;
import java.util.Locale;
import java.util.Optional;

/**
 * What a catalog must not do to customers, each rule with the pattern that breaking it is. A plain breach of law is refused; what may have a good reason,
 * or shows in words only, is warned about. docs/fair-design.md says of each where it comes from.
 */
public enum FairnessRule {
    PRETICKED_CONSENT(true, DECEPTIVE_SNUGNESS),
    NO_REFUSAL(true, DEAD_END),
    ADVERTISING_AS_DUTY(true, CONFLICTING_INFORMATION),
    MISSING_NOTICE(true, AMBIGUOUS_WORDING_OR_INFORMATION),
    MISSING_LANGUAGE(true, LANGUAGE_DISCONTINUITY),
    SHAMED_REFUSAL(true, EMOTIONAL_STEERING),

    ON_BY_DEFAULT(false, DECEPTIVE_SNUGNESS),
    ENDLESS_CONSENT(false, DECEPTIVE_SNUGNESS),
    ASKED_AGAIN_AND_AGAIN(false, CONTINUOUS_PROMPTING),
    TOO_MANY_OPTIONS(false, DeceptivePattern.TOO_MANY_OPTIONS),
    EMOTIVE_WORDS(false, EMOTIONAL_STEERING),
    INTEREST_WITHOUT_OBJECTION(false, DEAD_END),
    ADVERTISING_AMONG_ESSENTIALS(false, DEAD_END),
    PRIVACY_POLICY_OUT_OF_REACH(false, DEAD_END),
    ONE_WAY_PRESET(false, LONGER_THAN_NECESSARY),
    WITHDRAWAL_BY_LETTER(false, LONGER_THAN_NECESSARY),
    SIGNAL_PASSED_OVER(false, LONGER_THAN_NECESSARY),
    IMPLIED_CONSENT(false, MISLEADING_ACTION),
    UNTRANSLATED(false, LANGUAGE_DISCONTINUITY),
    TOLD_LESS(false, LANGUAGE_DISCONTINUITY),
    REFUSAL_DENIED(false, CONFLICTING_INFORMATION),
    REFUSAL_PROMISED_IN_VAIN(false, CONFLICTING_INFORMATION),
    OPPOSITE_LABELS(false, CONFLICTING_INFORMATION),
    MORE_THAN_SAID(false, CONFLICTING_INFORMATION),
    NEGATED_LABEL(false, AMBIGUOUS_WORDING_OR_INFORMATION),
    ANSWER_AS_LABEL(false, AMBIGUOUS_WORDING_OR_INFORMATION),
    DOUBLE_NEGATIVE(false, AMBIGUOUS_WORDING_OR_INFORMATION),
    SAME_LABEL(false, AMBIGUOUS_WORDING_OR_INFORMATION),
    BUNDLED_NOTICE(false, AMBIGUOUS_WORDING_OR_INFORMATION),
    WITHDRAWAL_UNTOLD(false, AMBIGUOUS_WORDING_OR_INFORMATION),
    VAGUE_PURPOSE(false, AMBIGUOUS_WORDING_OR_INFORMATION);

    private final boolean refused;
    private final DeceptivePattern pattern;

    FairnessRule(boolean refused, DeceptivePattern pattern) {
        this.refused = refused;
        this.pattern = pattern;
    }

    /** Whether a catalog that breaks it cannot be published. */
    public boolean refused() {
        return refused;
    }

    public DeceptivePattern pattern() {
        return pattern;
    }

    /** The name in the contract. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rule of this name in the contract. */
    public static FairnessRule of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** The fault that breaking it at some place is. */
    Fault broken(String pointer, String detail) {
        return new Fault(pointer, detail, Optional.of(new Deception(id(), pattern.category().name().toLowerCase(Locale.ROOT), pattern.id())));
    }
}
