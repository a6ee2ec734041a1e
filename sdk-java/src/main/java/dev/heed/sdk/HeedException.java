package dev.heed.sdk;

import dev.heed.sdk.model.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Why Heed did not do what was asked.
 *
 * <p>The message holds the kind of problem, the status and the request's id, and never a body, a credential or anything about a
 * customer: it is safe to log. {@link #detail()} and {@link #faults()} may repeat what was sent.
 */
public class HeedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String kind;
    private final String detail;
    private final String requestId;
    private final transient List<Fault> faults;

    HeedException(Answered answered) {
        super(message(answered));
        this.status = answered.status;
        this.kind = answered.kind;
        this.detail = answered.detail;
        this.requestId = answered.requestId;
        this.faults = answered.faults;
    }

    HeedException(String kind, String detail, Throwable cause) {
        super(kind + ": " + detail, cause);
        this.status = 0;
        this.kind = kind;
        this.detail = detail;
        this.requestId = "";
        this.faults = Collections.emptyList();
    }

    /** The kind of problem as in {@code /problems/<kind>}, such as {@code catalog_violation}; {@code http_<status>} when it has none. */
    public final String kind() {
        return kind;
    }

    /** The HTTP status; 0 when there was no answer. */
    public final int status() {
        return status;
    }

    /** What to do about it, in the server's words. */
    public final String detail() {
        return detail;
    }

    /** Names the request in the server's log; empty when there was no answer. */
    public final String requestId() {
        return requestId;
    }

    /** Every fault, with a JSON Pointer into the body or {@code query/}, {@code path/}, {@code header/} and a name. */
    public final List<Fault> faults() {
        return faults == null ? Collections.emptyList() : new ArrayList<>(faults);
    }

    private static String message(Answered answered) {
        return answered.kind + " (" + answered.status + ")"
                + (answered.faults.isEmpty() ? "" : ", faults: " + answered.faults.size())
                + (answered.requestId.isEmpty() ? "" : ", request " + answered.requestId);
    }
}
