package dev.heed.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The value of a setting, a JSON null where there is none, and where it comes from. */
public record Resolved(JsonNode value, From from) {
    /** Where a value comes from. */
    public enum From {
        CUSTOMER, RELATIONSHIP, CATALOG, POLICY, SIGNAL, LAW;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The name in the contract. */
        public String id() {
            return id;
        }
    }

    /** Whether a yes-or-no setting is yes. */
    public boolean yes() {
        return value.booleanValue();
    }
}
