package dev.heed.http;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of some languages somebody likes best, by {@code Accept-Language} (RFC 9110 section 12.5.4; lookup of RFC 4647). */
final class Languages {
    private static final int MOST_RANGES = 30;

    private Languages() {}

    private record Range(String tag, double quality) {
        static Range of(String text) {
            var parts = text.strip().split(";", 2);
            return new Range(parts[0].strip(), parts.length < 2 ? 1 : quality(parts[1].strip()));
        }

        private static double quality(String parameter) {
            try {
                return parameter.startsWith("q=") ? Double.parseDouble(parameter.substring(2)) : 0;
            } catch (NumberFormatException nonsense) {
                return 0;
            }
        }
    }

    /** The language liked best; empty when none is liked, or nothing was said. */
    static Optional<String> best(String accepted, List<String> offered) {
        if (accepted == null) {
            return Optional.empty();
        }
        return Arrays.stream(accepted.split(",")).limit(MOST_RANGES).map(Range::of).filter(range -> range.quality > 0)
            .sorted(Comparator.comparingDouble((Range range) -> -range.quality)).flatMap(range -> like(range.tag, offered).stream()).findFirst();
    }

    private static Optional<String> like(String tag, List<String> offered) {
        return offered.stream().filter(tag::equalsIgnoreCase).findFirst().or(() -> offered.stream().filter(one -> primary(one).equals(primary(tag))).findFirst());
    }

    private static String primary(String tag) {
        return tag.split("-", 2)[0].toLowerCase(Locale.ROOT);
    }
}
