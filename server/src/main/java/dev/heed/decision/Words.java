package dev.heed.decision;

import dev.heed.brand.Catalog;
import dev.heed.brand.Labels;
import dev.heed.words.Phrases;
import java.util.Map;
import java.util.stream.Collectors;

/** Says to the customer what became of a contact, in the brand's words for its channels and topics. */
public final class Words {
    private Words() {}

    /** One sentence. */
    public static String explanation(Contact contact, Catalog catalog, String language) {
        var phrases = Phrases.in(language);
        var labels = new Labels(catalog, language);
        var reasons = contact.reasons().stream().map(reason -> phrases.say("rights.reason." + reason.id())).collect(Collectors.joining("; "));
        return phrases.say("api.contact." + contact.state().id(), Map.of("topic", labels.topic(contact.topic()), "channel", labels.channel(contact.channel()), "reasons", reasons));
    }
}
