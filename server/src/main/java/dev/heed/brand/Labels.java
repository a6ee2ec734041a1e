package dev.heed.brand;

import java.util.Map;

/**
 * What a brand calls its things, in one language.
 *
 * @param language which one; where the brand lacks it, one that differs in region or script only, else the brand's first
 */
public record Labels(Catalog catalog, String language) {
    /** What the brand calls a topic; its id where the brand no longer has it. */
    public String topic(String id) {
        return catalog.topics().containsKey(id) ? of(catalog.topics().get(id).label()) : id;
    }

    /** What the brand calls a channel; its id where the brand no longer has it. */
    public String channel(String id) {
        return catalog.channels().containsKey(id) ? of(catalog.channels().get(id).label()) : id;
    }

    /** What the brand calls a use of data; its id where the brand no longer has it. */
    public String purpose(String id) {
        return catalog.purposes().containsKey(id) ? of(catalog.purposes().get(id).label()) : id;
    }

    /** What the brand calls a tone; its id where the brand no longer has it. */
    public String tone(String id) {
        return catalog.tones().containsKey(id) ? of(catalog.tones().get(id).label()) : id;
    }

    /** What the brand calls a relationship; its id where the brand no longer has it. */
    public String relationship(String id) {
        return catalog.relationships().containsKey(id) ? of(catalog.relationships().get(id).label()) : id;
    }

    /** A text of the catalog. */
    public String of(Map<String, String> text) {
        return text.get(tag());
    }

    /** The language in which the brand's own words come: one that the brand has. */
    public String tag() {
        var languages = catalog.brand().languages();
        return languages.stream().filter(language::equalsIgnoreCase).findFirst()
            .or(() -> languages.stream().filter(offered -> primary(offered).equals(primary(language))).findFirst()).orElse(languages.get(0));
    }

    private static String primary(String tag) {
        return tag.split("-", 2)[0].toLowerCase(java.util.Locale.ROOT);
    }
}
