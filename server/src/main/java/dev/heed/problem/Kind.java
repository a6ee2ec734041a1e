package dev.heed.problem;

/** The kinds of problem that a caller may see, each with its status, its title and what to do about it. */
public enum Kind {
    MALFORMED_JSON(400, "The body is not strict JSON",
        "Send one JSON value in UTF-8: no duplicate members, no trailing bytes, no lone surrogates, nesting at most 32."),
    CONTRACT_VIOLATION(400, "The request does not match the contract",
        "Correct what is named in errors and send the request again; /openapi.yaml is the contract."),
    UNAUTHENTICATED(401, "Who is calling?",
        "Send 'Authorization: Bearer' with an API key or a customer token that is valid now."),
    FORBIDDEN(403, "This credential may not do that",
        "Use a key whose role allows it; /openapi.yaml names the roles of each operation."),
    NOT_FOUND(404, "There is no such thing",
        "Check the path. What a credential may not know of looks the same as what does not exist."),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here", "Use one of the methods in the Allow header."),
    NOT_ACCEPTABLE(406, "No such form of the answer", "Accept one of the media types that the contract lists for this operation."),
    CONFLICT(409, "This contradicts what is", "Read the resource and decide anew."),
    STALE_VERSION(412, "The resource has moved on",
        "Read it again, look at what changed, and send the change with the new ETag in If-Match."),
    PAYLOAD_TOO_LARGE(413, "The request is too large", "Send less at once: a body holds at most 256 KiB."),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of another media type", "Send the media type that the contract names for this operation."),
    CATALOG_VIOLATION(422, "The catalog does not offer this",
        "Correct what is named in errors; GET /v1/catalog shows what the brand offers."),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request",
        "Use a fresh Idempotency-Key for each intent, and the same one only to repeat the very same request."),
    RATE_LIMITED(429, "Too many requests", "Wait for the seconds in Retry-After, then go on more slowly."),
    INTERNAL(500, "The server failed", "This is a fault of the server. Report the instance; repeat with the same Idempotency-Key."),
    UNAVAILABLE(503, "The server cannot do this now", "Repeat with the same Idempotency-Key after the seconds in Retry-After.");

    private final int status;
    private final String title;
    private final String advice;

    Kind(int status, String title, String advice) {
        this.status = status;
        this.title = title;
        this.advice = advice;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** What kind of problem, in a few words. */
    public String title() {
        return title;
    }

    /** What the caller can do about it. */
    public String advice() {
        return advice;
    }

    /** The name in {@code /problems/<kind>}. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
