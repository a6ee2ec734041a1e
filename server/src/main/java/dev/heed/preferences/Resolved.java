package dev.heed.preferences;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Locale;
import java.util.stream.Stream;

/** The value of a setting, a JSON null where there is none, and where it comes from. */
public record Resolved(JsonNode value, From from) {
    private static final Resolved[] YES = each(BooleanNode.TRUE);
    private static final Resolved[] NO = each(BooleanNode.FALSE);
    private static final Resolved[] NOTHING = each(NullNode.instance);

    /** Where a value comes from. */
    public enum From {
        CUSTOMER, RELATIONSHIP, CATALOG, POLICY, SIGNAL, LAW;

        private final String id = name().toLowerCase(Locale.ROOT);

        /** The name in the contract. */
        public String id() {
            return id;
        }
    }

    /** Most settings are a yes, a no or nothing, of which there is one object for each origin. */
    static Resolved of(JsonNode value, From from) {
        return value == BooleanNode.TRUE ? yes(from) : value == BooleanNode.FALSE ? no(from) : value == NullNode.instance ? nothing(from) : new Resolved(value, from);
    }

    static Resolved yes(From from) {
        return YES[from.ordinal()];
    }

    static Resolved no(From from) {
        return NO[from.ordinal()];
    }

    static Resolved nothing(From from) {
        return NOTHING[from.ordinal()];
    }

    private static Resolved[] each(JsonNode value) {
        return Stream.of(From.values()).map(from -> new Resolved(value, from)).toArray(Resolved[]::new);
    }

    /** Whether a yes-or-no setting is yes. */
    public boolean yes() {
        return value.booleanValue();
    }
}
