package dev.heed.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Where a consent stands, in the words of ISO/IEC TS 27560 and the Data Privacy Vocabulary. */
public enum ConsentStatus {
    UNKNOWN, REQUESTED, GIVEN, REFUSED, WITHDRAWN, REVOKED, EXPIRED;

    /** The name in the contract. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static ConsentStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
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
