package dev.heed.feedback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Review;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.preferences.Preferences;
import dev.heed.store.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Hours in which many are glad to be contacted. */
record BetterHours(String name, List<String> days, String from, String to) {
    private static final List<BetterHours> ALL = List.of(
        new BetterHours("evenings", List.of("mon", "tue", "wed", "thu", "fri"), "17:00", "20:00"),
        new BetterHours("saturdays", List.of("sat"), "09:00", "12:00"));

    /**
     * Those that lie within the hours that hold and are fewer, leave some time outside of the brand's quiet hours, and do not hold the moment that was wrong.
     *
     * @param channel the one channel that is meant; empty for all
     */
    static List<BetterHours> of(Preferences preferences, Optional<String> channel, Optional<Instant> wrong) {
        var replaced = channel.map(id -> Setting.of(Type.CHANNEL_CONTACT_HOURS, id)).orElse(Setting.of(Type.CONTACT_HOURS));
        var own = hours(preferences, replaced);
        var beside = channel.isPresent() ? hours(preferences, Setting.of(Type.CONTACT_HOURS)) : HoursOfWeek.always();
        var quiet = preferences.catalog().policy().quietHours().stream().filter(hours -> hours.channel() == null || channel.map(hours.channel()::equals).orElse(false))
            .map(hours -> HoursOfWeek.of(hours.days(), hours.from(), hours.to())).reduce(HoursOfWeek.none(), HoursOfWeek::or);
        var zone = zone(preferences);
        return ALL.stream().filter(better -> {
            var hours = HoursOfWeek.of(better.days, better.from, better.to);
            boolean fewer = hours.within(own) && !own.within(hours) && !beside.within(hours);
            return fewer && !hours.and(beside).without(quiet).isEmpty() && wrong.map(at -> !hours.holds(at.atZone(zone).toLocalDateTime())).orElse(true);
        }).toList();
    }

    private static HoursOfWeek hours(Preferences preferences, Setting setting) {
        return preferences.effective().choice(setting).map(HoursOfWeek::of).orElseGet(HoursOfWeek::always);
    }

    /** The customer's own; the brand's where this Java knows it no more. */
    private static ZoneId zone(Preferences preferences) {
        var name = preferences.effective().timeZone().value().textValue();
        return ZoneId.of(Review.isTimeZone(name) ? name : preferences.catalog().brand().timeZone());
    }

    /** The value in the contract's form. */
    JsonNode toJson() {
        var spans = Json.object().arrayNode();
        var span = spans.addObject();
        days.forEach(span.putArray("days")::add);
        span.put("from", from).put("to", to);
        return spans;
    }
}
