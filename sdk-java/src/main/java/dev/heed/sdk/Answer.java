package dev.heed.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.Decision;
import dev.heed.sdk.model.Problem;
import dev.heed.sdk.model.Verdict;
import java.util.Optional;

/** The answer to one of many questions: a decision, or the problem that the question has. */
public final class Answer {
    private final Question question;
    private final Decision decision;
    private final Problem problem;

    private Answer(Question question, Decision decision, Problem problem) {
        this.question = question;
        this.decision = decision;
        this.problem = problem;
    }

    /** @throws HeedException when the line is neither of the two */
    static Answer of(Question question, String line) {
        try {
            ObjectNode json = Json.object(line);
            if (json.has("decision")) {
                return new Answer(question, Json.mapper().treeToValue(json, Decision.class), null);
            }
            if (json.has("status")) {
                return new Answer(question, null, Json.mapper().treeToValue(json, Problem.class));
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // Told below, without the cause: Jackson's messages repeat what they could not read.
        }
        throw new HeedException("unreadable_answer", "a line of the answer is neither a decision nor a problem", null);
    }

    /** What was asked. */
    public Question question() {
        return question;
    }

    /** Whether the contact may be made. With a problem it may not. */
    public boolean allowed() {
        return decision != null && decision.getDecision() == Verdict.ALLOW;
    }

    /** The decision, or nothing when there is a problem. */
    public Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }

    /** Why there is no decision, such as a topic that the catalog does not have. */
    public Optional<Problem> problem() {
        return Optional.ofNullable(problem);
    }
}
