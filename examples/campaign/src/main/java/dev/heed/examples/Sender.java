package dev.heed.examples;

import dev.heed.sdk.Decisions;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.QuestionDraft;
import dev.heed.sdk.model.Decision;
import dev.heed.sdk.model.Reason;
import dev.heed.sdk.model.ReasonCode;
import dev.heed.sdk.model.Role;
import dev.heed.sdk.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One of the brand's tools, with a key of its own. It knows nothing of the others; it asks before each contact. */
final class Sender implements AutoCloseable {
    private final String name;
    private final HeedClient client;

    private Sender(String name, HeedClient client) {
        this.name = name;
        this.client = client;
    }

    /** A sender with a new key, for as long as the story may take. */
    static Sender of(String name, String url, HeedClient admin) {
        var key = admin.keys().create(Role.SENDER, name, Instant.now().plus(Duration.ofHours(1))).getKey();
        return new Sender(name, HeedClient.builder().baseUrl(url).credential(key).build());
    }

    Decisions decisions() {
        return client.decisions();
    }

    void does(String what) {
        System.out.println("  The " + name + " " + what);
    }

    /** Asks for a place and is told yes; returns the place. */
    UUID holds(String customerId, String channel, String topic) {
        does("asks for a place: " + topic + " by " + channel + ".");
        var decision = client.decisions().reserve(customerId, channel, topic);
        Story.holds("yes, in a " + decision.getStyle().getTone() + " tone and in " + decision.getStyle().getLanguage(),
            decision.getDecision() == Verdict.ALLOW && decision.getReasons().isEmpty());
        return decision.getReservation().getContactId();
    }

    /** Asks for a place and is told no, for this reason among others. */
    Decision isDenied(String customerId, String channel, String topic, ReasonCode why, Consumer<QuestionDraft> more) {
        does("asks for a place: " + topic + " by " + channel + ".");
        var decision = client.decisions().reserve(customerId, channel, topic, more);
        Story.holds("no: " + words(decision), decision.getDecision() == Verdict.DENY && decision.getReservation() == null
            && decision.getReasons().stream().anyMatch(reason -> reason.getCode() == why));
        return decision;
    }

    void confirms(UUID contactId) {
        client.contacts().confirm(contactId);
        System.out.println("    sent, and confirmed");
    }

    void releases(UUID contactId) {
        client.contacts().release(contactId);
        System.out.println("    released");
    }

    static String words(Decision decision) {
        return decision.getReasons().stream().map(Reason::getDetail).collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        client.close();
    }
}
