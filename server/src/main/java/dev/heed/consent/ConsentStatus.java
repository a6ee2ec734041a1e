package dev.heed.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a consent stands, in the words of ISO/IEC TS 27560 and the Data Privacy Vocabulary. */
public enum ConsentStatus {
    UNKNOWN, REQUESTED, GIVEN, REFUSED, WITHDRAWN, REVOKED, EXPIRED;

    private static final Map<String, ConsentStatus> BY_ID = Stream.of(values()).collect(Collectors.toUnmodifiableMap(ConsentStatus::id, status -> status));

    private final String id = name().toLowerCase(Locale.ROOT);

    /** The name in the contract. */
    public String id() {
        return id;
    }

    /** The status of this name, one of the contract's. */
    public static ConsentStatus of(String id) {
        return Optional.ofNullable(BY_ID.get(id)).orElseThrow();
    }

    /**
     * Where it stands after the customer chose.
     *
     * @param value true, false, or null where the choice was taken back: a consent once given is then withdrawn
     */
    public ConsentStatus after(JsonNode value) {
        if (value.isBoolean() && value.booleanValue()) {
            return GIVEN;
        }
        if (this == GIVEN) {
            return WITHDRAWN;
        }
        return value.isNull() ? UNKNOWN : REFUSED;
    }
}
