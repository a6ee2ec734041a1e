package dev.heed.problem;

import java.util.List;
import java.util.OptionalLong;

/** The one exception a caller may see: a mistake of the caller's, or a state the caller should know of. */
public final class Problem extends RuntimeException {
    private final Kind kind;
    private final List<Fault> faults;
    private final OptionalLong retryAfterSeconds;

    private Problem(Kind kind, String detail, List<Fault> faults, OptionalLong retryAfterSeconds) {
        // A problem is an answer, not a fault of ours: its stack would tell nobody anything.
        super(detail, null, false, false);
        this.kind = kind;
        this.faults = List.copyOf(faults);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** A problem whose detail is the kind's own advice. */
    public static Problem of(Kind kind) {
        return new Problem(kind, kind.advice(), List.of(), OptionalLong.empty());
    }

    /** A problem with a detail of its own, in words for the caller; never personal data. */
    public static Problem of(Kind kind, String detail) {
        return new Problem(kind, detail, List.of(), OptionalLong.empty());
    }

    /** A problem that names every fault. */
    public static Problem of(Kind kind, List<Fault> faults) {
        return new Problem(kind, kind.advice(), faults, OptionalLong.empty());
    }

    /** A problem that names every fault, with a detail of its own. */
    public static Problem of(Kind kind, String detail, List<Fault> faults) {
        return new Problem(kind, detail, faults, OptionalLong.empty());
    }

    /** A problem with one fault. */
    public static Problem of(Kind kind, String pointer, String fault) {
        return of(kind, List.of(new Fault(pointer, fault)));
    }

    /** The server cannot do it now; the caller may try again after so many seconds. */
    public static Problem unavailable(String detail, long retryAfterSeconds) {
        return new Problem(Kind.UNAVAILABLE, detail, List.of(), OptionalLong.of(retryAfterSeconds));
    }

    /** The caller is over its rate limit for so many seconds more. */
    public static Problem rateLimited(long retryAfterSeconds) {
        return new Problem(Kind.RATE_LIMITED, Kind.RATE_LIMITED.advice(), List.of(), OptionalLong.of(retryAfterSeconds));
    }

    /** What kind of problem it is. */
    public Kind kind() {
        return kind;
    }

    /** What to do about it. */
    public String detail() {
        return getMessage();
    }

    /** Every fault; empty where the problem is not one of single places. */
    public List<Fault> faults() {
        return faults;
    }

    /** When to try again, where that would help. */
    public OptionalLong retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
