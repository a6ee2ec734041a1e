package dev.heed.preferences;

import static dev.heed.preferences.Resolved.From.CATALOG;
import static dev.heed.preferences.Resolved.From.CUSTOMER;
import static dev.heed.preferences.Resolved.From.RELATIONSHIP;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.brand.Catalog;
import dev.heed.choice.Choices;
import dev.heed.choice.Frequency;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** What a customer chose, and behind it what the relationship that they chose brings. */
record Chosen(Choices own, Choices preset) {
    private static final Resolved NOTHING = Resolved.nothing(CATALOG);

    static Chosen of(Catalog catalog, Choices own) {
        return new Chosen(own, own.text(Type.RELATIONSHIP).map(catalog.relationships()::get).map(Catalog.Relationship::preset).orElse(Choices.NONE));
    }

    /** The choice for a setting; empty where there is none. */
    Optional<JsonNode> choice(Setting setting) {
        var choice = own.get(setting);
        return Optional.ofNullable(choice != null ? choice : preset.get(setting));
    }

    /** Every setting for which there is a choice; twice where there are two. */
    Stream<Setting> settings() {
        return Stream.of(own, preset).flatMap(choices -> choices.bySetting().settings());
    }

    /** The customer's choice, or else the preset's, or else another value. */
    Resolved or(Setting setting, Resolved otherwise) {
        var choice = own.get(setting);
        if (choice != null) {
            return Resolved.of(choice, CUSTOMER);
        }
        var byPreset = preset.get(setting);
        return byPreset == null ? otherwise : Resolved.of(byPreset, RELATIONSHIP);
    }

    /** A choice among ids that a newer catalog may no longer offer. */
    Resolved among(Type type, Collection<String> offered, Resolved otherwise) {
        var choice = or(Setting.of(type), otherwise);
        return choice == otherwise || offered.contains(choice.value().textValue()) ? choice : otherwise;
    }

    /** The chosen cap or the brand's own, whichever lets less through. */
    Resolved strictest(Setting setting, Optional<Offered.Cap> policy) {
        var choice = or(setting, NOTHING);
        boolean chosenIsStricter = policy.isEmpty() || choice != NOTHING && Frequency.of(choice.value()).perWeek() <= policy.get().perWeek();
        return chosenIsStricter ? choice : policy.get().resolved();
    }
}
