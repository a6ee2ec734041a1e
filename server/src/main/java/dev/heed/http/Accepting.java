package dev.heed.http;

import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import java.util.List;

/** Chooses the form of an answer (RFC 9110 section 12.5.1). */
final class Accepting {
    private Accepting() {}

    /**
     * The media type that the caller likes best of those there are; the first one where the caller does not mind.
     *
     * @throws Problem not_acceptable when the caller accepts none
     */
    static String best(String accept, List<String> produces) {
        if (produces.isEmpty()) {
            return "";
        }
        if (accept == null || accept.isBlank() || accept.equals("*/*") || accept.equals(produces.get(0))) {
            return produces.get(0);
        }
        String best = "";
        double bestQuality = 0;
        for (var type : produces) {
            double quality = quality(accept, type);
            if (quality > bestQuality) {
                best = type;
                bestQuality = quality;
            }
        }
        if (best.isEmpty()) {
            throw Problem.of(Kind.NOT_ACCEPTABLE, "Accept " + String.join(" or ", produces) + ".");
        }
        return best;
    }

    /** How much a type is liked: what the most specific range that covers it says. */
    private static double quality(String accept, String type) {
        double quality = 0;
        int specific = -1;
        for (var range : accept.split(",")) {
            var parts = range.strip().split(";");
            var name = parts[0].strip().toLowerCase(java.util.Locale.ROOT);
            int rank = name.equals(type) ? 2 : name.equals(type.substring(0, type.indexOf('/')) + "/*") ? 1 : name.equals("*/*") ? 0 : -1;
            if (rank > specific) {
                specific = rank;
                quality = weight(parts);
            }
        }
        return quality;
    }

    private static double weight(String[] parts) {
        for (var part : parts) {
            var parameter = part.strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException nonsense) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
