package dev.heed.sdk;

import dev.heed.sdk.internal.api.DecisionsApi;
import dev.heed.sdk.model.Audience;
import dev.heed.sdk.model.AudienceRequest;
import dev.heed.sdk.model.Decision;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * "May I?", asked before a contact. For roles {@code admin}, {@code app} and {@code sender}. Immutable.
 *
 * <p>Only {@link dev.heed.sdk.model.Verdict#ALLOW} is a yes; an exception is none.
 */
public final class Decisions {
    private final Wire wire;
    private final DecisionsApi api;
    private final String idempotencyKey;

    Decisions(Wire wire, String idempotencyKey) {
        this.wire = wire;
        this.api = wire.api(DecisionsApi.class);
        this.idempotencyKey = idempotencyKey;
    }

    /** Asks, and changes nothing. */
    public Decision ask(String customerId, String channel, String topic) {
        return ask(customerId, channel, topic, question -> {});
    }

    /** The same, saying more. */
    public Decision ask(String customerId, String channel, String topic, Consumer<QuestionDraft> more) {
        return wire.answer(api.decisionsMake(Question.written(customerId, channel, topic, more, false), null));
    }

    /**
     * Asks, and when allowed holds a place under the customer's caps, across every sender, until {@link Contacts#confirm} or {@link
     * Contacts#release}, or until the reservation lapses. A refusal is shown to the customer.
     */
    public Decision reserve(String customerId, String channel, String topic) {
        return reserve(customerId, channel, topic, question -> {});
    }

    /** The same, saying more. */
    public Decision reserve(String customerId, String channel, String topic, Consumer<QuestionDraft> more) {
        return wire.answer(api.decisionsMake(Question.written(customerId, channel, topic, more, true), idempotencyKey));
    }

    /**
     * Asks any number of questions, in constant memory. The answers come in the order of the questions; nothing is asked before they are
     * read, and the questions are taken up to 64 KiB ahead of them, which make one request.
     *
     * <p>A request that reserves places is not sent again when its connection breaks: that may hold some of them twice. Those that nobody
     * learned of lapse by themselves. Reading may throw any {@link HeedException}.
     */
    public Stream<Answer> stream(Iterable<Question> questions) {
        return StreamSupport.stream(
                () -> spliterator(questions.iterator()), Spliterator.ORDERED | Spliterator.NONNULL, false);
    }

    /** How many customers may be contacted, and how many not for which reason. For roles {@code admin} and {@code sender}. */
    public Audience audience(String channel, String topic) {
        return audience(channel, topic, question -> {});
    }

    /** The same, saying more. */
    public Audience audience(String channel, String topic, Consumer<QuestionDraft> more) {
        return wire.answer(api.audiencesCount(campaign(channel, topic, more), null));
    }

    /** Those who may be contacted. Close it; and ask again, with a reservation, before each contact. */
    public Members audienceMembers(String channel, String topic) {
        return audienceMembers(channel, topic, question -> {});
    }

    /** The same, saying more. */
    public Members audienceMembers(String channel, String topic, Consumer<QuestionDraft> more) {
        return new Members(wire.stream(wire.url("v1/audiences").build(), Lines.NDJSON, campaign(channel, topic, more)));
    }

    /**
     * The same, with a key of your own for the next {@code reserve}: the same for each attempt at one intent, and never for two.
     *
     * @throws IllegalArgumentException unless it is 1 to 100 printable ASCII characters without quotes and backslashes
     */
    public Decisions withIdempotencyKey(String key) {
        return new Decisions(wire, IdempotencyKey.of(key));
    }

    private Spliterator<Answer> spliterator(Iterator<Question> questions) {
        return Spliterators.spliteratorUnknownSize(
                new Answers(wire, questions), Spliterator.ORDERED | Spliterator.NONNULL);
    }

    private static AudienceRequest campaign(String channel, String topic, Consumer<QuestionDraft> more) {
        QuestionDraft draft = new QuestionDraft();
        more.accept(draft);
        return draft.about(channel, topic);
    }
}
