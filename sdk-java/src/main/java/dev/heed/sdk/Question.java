package dev.heed.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.DecisionRequest;
import java.util.function.Consumer;

/** One of many questions for {@link Decisions#stream}: may this customer be contacted, on this channel, about this topic? Immutable. */
public final class Question {
    private final DecisionRequest request;

    private Question(DecisionRequest request) {
        this.request = request;
    }

    /** Whether it is allowed. */
    public static Question asking(String customerId, String channel, String topic) {
        return asking(customerId, channel, topic, question -> {});
    }

    /** The same, saying more. */
    public static Question asking(String customerId, String channel, String topic, Consumer<QuestionDraft> more) {
        return new Question(written(customerId, channel, topic, more, false));
    }

    /** Whether it is allowed; if so, a place is to be held. */
    public static Question reserving(String customerId, String channel, String topic) {
        return reserving(customerId, channel, topic, question -> {});
    }

    /** The same, saying more. */
    public static Question reserving(String customerId, String channel, String topic, Consumer<QuestionDraft> more) {
        return new Question(written(customerId, channel, topic, more, true));
    }

    /** Who would be contacted, by the brand's own id. */
    public String customerId() {
        return request.getCustomerId();
    }

    /** On which channel of the catalog. */
    public String channel() {
        return request.getChannel();
    }

    /** About which topic of the catalog. */
    public String topic() {
        return request.getTopic();
    }

    boolean reserves() {
        return request.getReserve() != null;
    }

    /** As it is sent, without the end of the line. */
    byte[] line() {
        try {
            return Json.mapper().writeValueAsBytes(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a question that cannot be written", e);
        }
    }

    static DecisionRequest written(
            String customerId, String channel, String topic, Consumer<QuestionDraft> more, boolean reserve) {
        QuestionDraft draft = new QuestionDraft();
        more.accept(draft);
        return draft.about(customerId, channel, topic, reserve);
    }
}
