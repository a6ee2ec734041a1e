package dev.heed.brand;

import dev.heed.store.Json;
import dev.heed.store.Packed;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Telltale phrases of one language, in lists, from {@code fairness/<language>.json}. They are found as whole words, whatever their case and accents, and
 * not after a negation: "not exclusive" is no boast.
 *
 * <p>In a phrase {@code a|b} is either word and {@code a_b} two words, {@code a*} is any ending, {@code a?} may be left out, {@code …} is at most five words
 * of the same clause (none of them "or"), {@code …,} may go on after a comma (but over no "not"), {@code ^} is the beginning of the text and {@code $} its end.
 */
final class Lexicon {
    private static final List<String> LANGUAGES = List.of("en", "de", "es", "fr", "ar");
    private static final Map<String, Lexicon> READ = new ConcurrentHashMap<>();
    private static final String NEGATORS = "negators";
    private static final String OR = "or";
    private static final String PROCLITICS = "proclitics";
    private static final int NEGATED_WITHIN = 3;
    private static final int LONGEST_NEGATION = 120;

    private final Map<String, Pattern> phrases = new HashMap<>();
    private final Map<String, Pattern> longPhrases = new HashMap<>();
    private final Pattern negated;
    private final String proclitics;
    private final String or;
    private final String negators;

    /** The lexicon for texts in a language, which is read when it is first asked for; empty when there is none. */
    static Optional<Lexicon> of(String language) {
        return LANGUAGES.contains(base(language)) ? Optional.of(READ.computeIfAbsent(base(language), Lexicon::read)) : Optional.empty();
    }

    /** The language of a tag, without its script and region. */
    static String base(String language) {
        return language.toLowerCase(Locale.ROOT).split("-")[0];
    }

    private static Lexicon read(String language) {
        var lists = new HashMap<String, List<String>>();
        Json.read(Packed.file("fairness/" + language + ".json")).properties().forEach(list ->
            lists.put(list.getKey(), StreamSupport.stream(list.getValue().spliterator(), false).map(phrase -> phrase.textValue()).toList()));
        return new Lexicon(lists);
    }

    private Lexicon(Map<String, List<String>> lists) {
        this.proclitics = alternatives(lists.getOrDefault(PROCLITICS, List.of()));
        this.or = alternatives(lists.get(OR));
        this.negators = alternatives(lists.get(NEGATORS));
        this.negated = Pattern.compile("(?:" + any(lists.get(NEGATORS)) + ")(?: [^ .,]+){0," + (NEGATED_WITHIN - 1) + "} $");
        lists.forEach((name, list) -> {
            phrases.put(name, Pattern.compile(any(list)));
            longPhrases.put(name, Pattern.compile(any(list.stream().filter(phrase -> phrase.contains(" ")).toList())));
        });
    }

    private static String alternatives(List<String> words) {
        return words.isEmpty() ? "" : words.stream().map(Folded::word).collect(Collectors.joining("|", "(?:", ")"));
    }

    private String any(List<String> list) {
        return list.isEmpty() ? "(?!)" : list.stream().map(this::compiled).collect(Collectors.joining("|", "(?= )(?:", ")"));
    }

    private String compiled(String phrase) {
        var regex = new StringBuilder();
        boolean gap = true;
        for (var part : phrase.split(" ")) {
            switch (part) {
                case "^" -> regex.append("^(?: [^\\p{L}\\p{N} ]+)*");
                case "$" -> regex.append("(?=[ .]*$)");
                case "…", "…," -> {
                    var comma = part.endsWith(",") ? "(?: ,)?" : "";
                    var end = part.endsWith(",") ? "(?:" + or + "|" + negators + ")" : or;
                    regex.append("(?:" + comma + " (?!" + end + " )[\\p{L}\\p{N}']+){0,5}?" + comma);
                }
                default -> {
                    boolean optional = part.endsWith("?");
                    var word = (gap ? " " : "(?: ,)? ") + proclitic() + choice(optional ? part.substring(0, part.length() - 1) : part);
                    regex.append(optional ? "(?:" + word + ")?" : word);
                }
            }
            gap = part.startsWith("…") || part.equals("^");
        }
        return "(?:" + regex + "(?= ))";
    }

    private String proclitic() {
        return proclitics.isEmpty() ? "" : proclitics + "?";
    }

    private static String choice(String part) {
        return Arrays.stream(part.split("\\|")).map(word -> {
            boolean anyEnding = word.endsWith("*");
            return Folded.word(anyEnding ? word.substring(0, word.length() - 1) : word) + (anyEnding ? "[\\p{L}]*" : "");
        }).collect(Collectors.joining("|", "(?:", ")"));
    }

    /** The first phrase of a list that a text holds, as it stands there. */
    Optional<String> find(String list, Folded text) {
        return find(phrases.get(list), text);
    }

    /** The same, but single words do not count. */
    Optional<String> findLong(String list, Folded text) {
        return find(longPhrases.get(list), text);
    }

    /** Whether a text speaks of a list's matter, denied or not. */
    boolean mentions(String list, Folded text) {
        return phrases.get(list).matcher(text.text()).find();
    }

    private Optional<String> find(Pattern pattern, Folded folded) {
        var found = pattern.matcher(folded.text());
        while (found.find()) {
            if (!negated.matcher(folded.text().substring(Math.max(0, found.start() - LONGEST_NEGATION), found.start() + 1)).find()) {
                return Optional.of(folded.original(found.start(), found.end()));
            }
        }
        return Optional.empty();
    }

    /**
     * A text as words in lower case without accents, a space before and after each, and "." and "," as words.
     *
     * @param origin for each letter, its place in the original
     */
    record Folded(String source, String text, int[] origin) {
        static Folded of(String source) {
            var text = new StringBuilder(" ");
            var origin = new int[source.length() * 20 + 2];
            for (int i = 0; i < source.length(); i++) {
                for (char letter : folded(source.charAt(i)).toCharArray()) {
                    if (letter != ' ' || text.charAt(text.length() - 1) != ' ') {
                        origin[text.length()] = i;
                        text.append(letter);
                    }
                }
            }
            return new Folded(source, text.append(text.charAt(text.length() - 1) == ' ' ? "" : " ").toString(), origin);
        }

        /** The words of a phrase, joined by underscores where there are several. */
        static String word(String phrase) {
            return of(phrase.replace('_', ' ')).text().strip();
        }

        private static String folded(char letter) {
            return switch (letter) {
                case '\'', '’', 'ʼ' -> "' ";
                case '.', '!', '?', ';', ':', '…', '؟', '؛', '\n', '(', ')', '¡', '¿', '•', '|' -> " . ";
                case ',', '،' -> " , ";
                case 'ß' -> "ss";
                case 'œ', 'Œ' -> "oe";
                case 'æ', 'Æ' -> "ae";
                case 'ة' -> "ه";
                case 'ى' -> "ي";
                case 'ـ', '\u00ad', '\u200c', '\u200d', '\u200e', '\u200f' -> "";
                default -> {
                    if (letter < 128) {
                        yield Character.isLetterOrDigit(letter) ? String.valueOf(Character.toLowerCase(letter)) : " ";
                    }
                    var plain = Normalizer.normalize(String.valueOf(letter), Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
                    yield plain.isEmpty() || plain.codePoints().allMatch(Character::isLetterOrDigit) ? plain : " ";
                }
            };
        }

        String original(int from, int to) {
            int first = from;
            while (text.charAt(first) == ' ') {
                first++;
            }
            return source.substring(origin[first], Math.min(source.length(), origin[to - 1] + 1));
        }
    }
}
