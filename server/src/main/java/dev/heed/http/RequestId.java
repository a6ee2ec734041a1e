package dev.heed.http;

import dev.heed.store.Ids;
import java.util.HexFormat;

/** Names a request, in the answer and in the log. */
final class RequestId {
    static final String FIELD = "Request-Id";

    private static final HexFormat HEX = HexFormat.of();

    private RequestId() {}

    /** 32 hex digits, ordered by time. */
    static String next(Ids ids) {
        var id = ids.next();
        return HEX.toHexDigits(id.getMostSignificantBits()) + HEX.toHexDigits(id.getLeastSignificantBits());
    }

    /** The trace that the caller is part of (W3C Trace Context), if it says so rightly, else the request's own id. */
    static String trace(String traceparent, String requestId) {
        boolean valid = traceparent != null && traceparent.matches("(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
        return valid ? traceparent.substring(3, 35) : requestId;
    }
}
