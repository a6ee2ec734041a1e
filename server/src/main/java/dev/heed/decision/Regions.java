package dev.heed.decision;

import dev.heed.brand.Catalog.Profile;
import dev.heed.brand.Review;
import dev.heed.preferences.Resolved;
import dev.heed.preferences.Resolved.From;
import dev.heed.store.Packed;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a customer may be, in zones of time: where they said, or else anywhere in the brand's jurisdiction, for all we know. */
public final class Regions {
    private static final Map<String, List<ZoneId>> ZONES = read();

    private Regions() {}

    /** One zone where the customer chose it; otherwise every zone of the brand's country, or the brand's own where that has but one. */
    public static Collection<ZoneId> zones(Profile brand, Resolved timeZone) {
        var name = timeZone.value().textValue();
        if (timeZone.from() != From.CATALOG && Review.isTimeZone(name)) {
            return List.of(ZoneId.of(name));
        }
        var country = brand.jurisdiction().split("-")[0];
        return ZONES.getOrDefault(country, List.of(ZoneId.of(brand.timeZone())));
    }

    private static Map<String, List<ZoneId>> read() {
        return new String(Packed.file("zones.txt"), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).map(line -> line.split(" "))
            .collect(Collectors.toUnmodifiableMap(words -> words[0],
                words -> Arrays.stream(words).skip(1).filter(Review::isTimeZone).map(ZoneId::of).toList()));
    }
}
