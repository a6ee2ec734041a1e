package dev.heed.choice;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.benmanes.caffeine.cache.Interner;

/** One object for all who chose the same: millions of customers choose among a few values. It is forgotten with the last of them. */
final class Values {
    private static final Interner<JsonNode> KNOWN = Interner.newWeakInterner();

    private Values() {}

    /** The same value, written the same; nobody may change it. */
    static JsonNode shared(JsonNode value) {
        if (value.isBoolean()) {
            return value;    // there are two
        }
        var known = KNOWN.intern(value);
        // Two objects are equal whatever the order of their members, but what somebody sent is given back as it came.
        return known == value || !value.isObject() || known.toString().equals(value.toString()) ? known : value;
    }
}
