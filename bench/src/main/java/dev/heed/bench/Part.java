package dev.heed.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What can be measured by itself. */
enum Part {
    READS, CHANGES, DECISIONS, STREAM, AUDIENCE, EXPORT, VERIFICATION, ACCESS;

    /** @throws IllegalArgumentException with a sentence when one of the names, between commas, is none */
    static Set<Part> of(String names) {
        var all = Arrays.stream(values()).map(part -> part.name().toLowerCase(Locale.ROOT)).toList();
        var parts = EnumSet.noneOf(Part.class);
        for (var name : names.split(",")) {
            if (!all.contains(name)) {
                throw new IllegalArgumentException("there is no part " + name + ", only " + all.stream().collect(Collectors.joining(", ")));
            }
            parts.add(values()[all.indexOf(name)]);
        }
        return parts;
    }
}
