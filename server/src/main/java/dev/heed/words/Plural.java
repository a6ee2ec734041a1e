package dev.heed.words;

/** Which plural form a language uses for a whole number (Unicode CLDR, plural rules for cardinals). */
final class Plural {
    private static final long MILLION = 1_000_000;

    private Plural() {}

    /** The category: zero, one, two, few, many or other. */
    static String category(String language, long count) {
        return switch (language) {
            case "es" -> count == 1 ? "one" : millions(count) ? "many" : "other";
            case "fr" -> count == 0 || count == 1 ? "one" : millions(count) ? "many" : "other";
            case "ar" -> arabic(count);
            default -> count == 1 ? "one" : "other";
        };
    }

    private static boolean millions(long count) {
        return count != 0 && count % MILLION == 0;
    }

    private static String arabic(long count) {
        if (count >= 0 && count <= 2) {
            return count == 0 ? "zero" : count == 1 ? "one" : "two";
        }
        long hundredths = count % 100;
        return hundredths >= 3 && hundredths <= 10 ? "few" : hundredths >= 11 ? "many" : "other";
    }
}
