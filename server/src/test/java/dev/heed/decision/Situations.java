package dev.heed.decision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.brand.Brand;
import dev.heed.brand.Catalog;
import dev.heed.choice.Choices;
import dev.heed.consent.Standing;
import dev.heed.customer.CustomerId;
import dev.heed.preferences.Preferences;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Facts of the outdoor shop's customers, written down as docs/decisions.md does. */
final class Situations {
    static final Catalog SHOP = Catalog.of(1, Instant.EPOCH, Given.catalog());
    private static final Instant GIVEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final CustomerId SOMEBODY = new CustomerId(new Brand(1, "shop"), "c-1");

    private Situations() {}

    /**
     * @param otherwise {@code erased}, or a consent that is not as chosen: setting, status, and perhaps when and to which version of its notice
     * @param contacts channel, topic and time of each, with how long a reservation is held, between semicolons
     * @param question channel, topic, perhaps a caller, perhaps a plus and a purpose
     */
    static Facts facts(String chosen, String otherwise, String contacts, String question, Instant at) {
        boolean erased = otherwise.equals("erased");
        var facts = facts(SHOP, choices(chosen), standing(choices(chosen), erased ? "" : otherwise), contacts(contacts), question(question), at);
        var held = facts.preferences();
        return Facts.of(facts.question(), new Preferences(SOMEBODY, 1, SHOP, held.updatedAt(), held.chosen(), held.standing(), at, erased), facts.contacts());
    }

    static Facts facts(Catalog catalog, Choices chosen, Standing standing, List<Contact.Counted> contacts, Question question, Instant at) {
        var preferences = new Preferences(SOMEBODY, 1, catalog, Optional.of(GIVEN), chosen, standing, at, false);
        return Facts.of(question, preferences, contacts);
    }

    static Choices choices(String json) {
        return Choices.of((ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** Every yes to a topic or a purpose was given, and recorded. */
    static Standing standing(Choices chosen, String otherwise) {
        var states = Json.object();
        chosen.values().forEach((setting, value) -> {
            if (setting.isConsent() && value.booleanValue()) {
                states.putArray(setting.toString()).add("given").add(GIVEN.toEpochMilli()).add(0).add(99);
            }
        });
        if (!otherwise.isEmpty()) {
            var words = otherwise.split(" ");
            var since = words.length > 2 ? Instant.parse(words[2]) : GIVEN;
            states.putArray(words[0]).add(words[1]).add(since.toEpochMilli()).add(0).add(words.length > 4 ? Long.parseLong(words[4]) : 99);
        }
        return Standing.of(Json.bytes(states));
    }

    static List<Contact.Counted> contacts(String contacts) {
        return contacts.isEmpty() ? List.of() : Arrays.stream(contacts.split("; ")).map(contact -> {
            var words = contact.split(" ");
            return new Contact.Counted(words[0], words[1], Instant.parse(words[2]), words.length > 5 ? Optional.of(Instant.parse(words[5])) : Optional.empty());
        }).sorted(java.util.Comparator.comparing(Contact.Counted::at)).toList();
    }

    static Question question(String text) {
        var words = new ArrayList<>(List.of(text.split(" ")));
        var purposes = words.stream().filter(word -> word.startsWith("+")).map(word -> word.substring(1)).toList();
        words.removeIf(word -> word.startsWith("+"));
        return new Question(SOMEBODY, words.get(0), words.get(1), purposes, words.size() > 2 ? Optional.of(words.get(2)) : Optional.empty());
    }
}
