package dev.heed.brand;

import java.util.Locale;

/** The deceptive design patterns of EDPB Guidelines 03/2022 (version 2.0, adopted on 14 February 2023), by their names there. */
public enum DeceptivePattern {
    CONTINUOUS_PROMPTING(Category.OVERLOADING), PRIVACY_MAZE(Category.OVERLOADING), TOO_MANY_OPTIONS(Category.OVERLOADING),
    DECEPTIVE_SNUGNESS(Category.SKIPPING), LOOK_OVER_THERE(Category.SKIPPING),
    EMOTIONAL_STEERING(Category.STIRRING), HIDDEN_IN_PLAIN_SIGHT(Category.STIRRING),
    DEAD_END(Category.OBSTRUCTING), LONGER_THAN_NECESSARY(Category.OBSTRUCTING), MISLEADING_ACTION(Category.OBSTRUCTING),
    LACKING_HIERARCHY(Category.FICKLE), DECONTEXTUALISING(Category.FICKLE), INCONSISTENT_INTERFACE(Category.FICKLE), LANGUAGE_DISCONTINUITY(Category.FICKLE),
    CONFLICTING_INFORMATION(Category.LEFT_IN_THE_DARK), AMBIGUOUS_WORDING_OR_INFORMATION(Category.LEFT_IN_THE_DARK);

    /** What a pattern does to people. */
    public enum Category { OVERLOADING, SKIPPING, STIRRING, OBSTRUCTING, FICKLE, LEFT_IN_THE_DARK }

    private final Category category;

    DeceptivePattern(Category category) {
        this.category = category;
    }

    public Category category() {
        return category;
    }

    /** The name in the contract. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name as the guidelines write it, after the name of its category: "Skipping: Deceptive snugness". */
    public String title() {
        return words(category) + ": " + words(this);
    }

    private static String words(Enum<?> name) {
        return name.name().charAt(0) + name.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
