package dev.heed.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.Brand;
import dev.heed.customer.CustomerId;
import dev.heed.store.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many of a brand's customers may be contacted.
 *
 * @param reasons how many customers each reason denies; a customer may have several
 */
public record Audience(long customers, long allowed, Map<Reason.Code, Long> reasons) {
    static final Audience NOBODY = new Audience(0, 0, Map.of());

    /** A question about everyone. */
    public record Campaign(Brand brand, String channel, String topic, List<String> purposes, Optional<String> caller) {
        Question about(CustomerId customer) {
            return new Question(customer, channel, topic, purposes, caller);
        }
    }

    Audience plus(Audience other) {
        var sum = new EnumMap<Reason.Code, Long>(Reason.Code.class);
        sum.putAll(reasons);
        other.reasons.forEach((code, count) -> sum.merge(code, count, Long::sum));
        return new Audience(customers + other.customers, allowed + other.allowed, sum);
    }

    /** Counts customers one by one. */
    static final class Tally {
        private final long[] byCode = new long[Reason.Code.values().length];
        private long customers;
        private long allowed;

        void add(List<Reason> reasons) {
            customers++;
            allowed += reasons.isEmpty() ? 1 : 0;
            reasons.stream().map(Reason::code).distinct().forEach(code -> byCode[code.ordinal()]++);
        }

        Audience audience() {
            var reasons = new EnumMap<Reason.Code, Long>(Reason.Code.class);
            for (var code : Reason.Code.values()) {
                if (byCode[code.ordinal()] > 0) {
                    reasons.put(code, byCode[code.ordinal()]);
                }
            }
            return new Audience(customers, allowed, reasons);
        }
    }

    /** As the contract has it. */
    public ObjectNode toJson() {
        var json = Json.object().put("customers", customers).put("allowed", allowed).put("denied", customers - allowed);
        var counts = json.putObject("reasons");
        reasons.forEach((code, count) -> counts.put(code.id(), count));
        return json;
    }
}
