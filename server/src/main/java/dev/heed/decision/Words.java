package dev.heed.decision;

import dev.heed.brand.Catalog;
import java.util.Map;
import java.util.stream.Collectors;

/** Says to the customer what became of a contact, in the brand's words for its channels and topics. */
public final class Words {
    private Words() {}

    /** One sentence. */
    public static String explanation(Contact contact, Catalog catalog) {
        var what = "“" + topic(catalog, contact.topic()) + "” by “" + channel(catalog, contact.channel()) + "”";
        return switch (contact.state()) {
            case SENT -> "Sent: " + what + ".";
            case RESERVED -> "About to be sent: " + what + ".";
            case RELEASED -> "Not sent after all: " + what + ".";
            case WITHHELD -> "Not sent: " + what + ", because " + contact.reasons().stream().map(Words::because).collect(Collectors.joining("; ")) + ".";
        };
    }

    /** What the brand calls a topic; its id where the brand no longer has it. */
    public static String topic(Catalog catalog, String id) {
        return label(catalog.topics().containsKey(id) ? catalog.topics().get(id).label() : Map.of(), catalog, id);
    }

    /** What the brand calls a channel; its id where the brand no longer has it. */
    public static String channel(Catalog catalog, String id) {
        return label(catalog.channels().containsKey(id) ? catalog.channels().get(id).label() : Map.of(), catalog, id);
    }

    /** What the brand calls a tone. */
    public static String tone(Catalog catalog, String id) {
        return label(catalog.tones().get(id).label(), catalog, id);
    }

    /** What the brand calls a use of data; its id where the brand no longer has it. */
    public static String purpose(Catalog catalog, String id) {
        return label(catalog.purposes().containsKey(id) ? catalog.purposes().get(id).label() : Map.of(), catalog, id);
    }

    private static String label(Map<String, String> label, Catalog catalog, String id) {
        var first = catalog.brand().languages().get(0);
        return label.getOrDefault("en", label.getOrDefault(first, id));
    }

    private static String because(Reason.Code code) {
        return switch (code) {
            case ERASED -> "you had everything we held on you erased";
            case RESTRICTED -> "you had the use of your data restricted";
            case STOPPED -> "you stopped everything";
            case PAUSED -> "you asked for a pause";
            case CONSENT_MISSING -> "you have not said yes to it";
            case CONSENT_EXPIRED -> "your yes to it has expired";
            case NOTICE_OUTDATED -> "what you said yes to has changed since";
            case PURPOSE_REFUSED -> "you refused a use of your data that it needs";
            case CHANNEL_REFUSED -> "you want nothing on this channel";
            case CALLER_REFUSED -> "you do not want such calls";
            case TOPIC_REFUSED -> "you do not want to hear about it";
            case TOPIC_CHANNEL_REFUSED -> "you do not want to hear about it on this channel";
            case CONTACT_HOURS -> "you asked to be contacted at other hours";
            case QUIET_HOURS -> "it was a time at which we contact nobody";
            case FREQUENCY_CAP -> "it would have been more than you, or we, want to be sent";
        };
    }
}
