package dev.heed.decision;

import dev.heed.brand.Catalog;
import dev.heed.brand.Suggestion;
import dev.heed.customer.CustomerId;
import dev.heed.problem.Fault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * "May I?"
 *
 * @param purposes the uses of data that the contact would rest on
 * @param caller who would call, on a channel with calls: human or automated
 */
public record Question(CustomerId customer, String channel, String topic, List<String> purposes, Optional<String> caller) {
    public Question {
        purposes = List.copyOf(purposes);
    }

    /** What the catalog does not offer, every fault. */
    List<Fault> faults(Catalog catalog) {
        var faults = new ArrayList<Fault>();
        boolean known = known("/channel", "channel", channel, catalog.channels().keySet(), faults)
            & known("/topic", "topic", topic, catalog.topics().keySet(), faults);
        if (known && !catalog.topics().get(topic).channels().contains(channel)) {
            faults.add(new Fault("/channel", "the topic " + topic + " does not come on this channel, only on " + String.join(", ", catalog.topics().get(topic).channels())));
        }
        for (int i = 0; i < purposes.size(); i++) {
            known("/purposes/" + i, "purpose", purposes.get(i), catalog.purposes().keySet(), faults);
        }
        if (catalog.channels().containsKey(channel)) {
            checkCaller(catalog.channels().get(channel).callers(), faults);
        }
        return faults;
    }

    private void checkCaller(List<String> callers, List<Fault> faults) {
        if (callers.isEmpty() && caller.isPresent()) {
            faults.add(new Fault("/caller", "nobody calls on the channel " + channel));
        }
        if (!callers.isEmpty() && !caller.map(callers::contains).orElse(false)) {
            faults.add(new Fault("/caller", "say who would call: " + String.join(" or ", callers)));
        }
    }

    private static boolean known(String at, String noun, String id, Collection<String> all, List<Fault> faults) {
        if (all.contains(id)) {
            return true;
        }
        faults.add(new Fault(at, Suggestion.forUnknown(noun, id, all)));
        return false;
    }
}
