package dev.heed.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.Fault;
import dev.heed.sdk.model.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import okhttp3.Headers;

/** What the server said when it did not do what was asked. */
final class Answered {
    private static final Pattern KIND = Pattern.compile("[a-z][a-z_]{0,39}");
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9-]{1,64}");

    final int status;
    final String kind;
    final String detail;
    final String requestId;
    final List<Fault> faults;
    final Duration retryAfter;

    private Answered(int status, Headers headers, Problem problem) {
        this.status = status;
        this.kind = kind(problem.getType(), status);
        this.detail = problem.getDetail() == null ? "" : problem.getDetail();
        this.requestId = requestId(headers.get("Request-Id"), problem.getInstance());
        this.faults = problem.getErrors() == null
                ? Collections.emptyList()
                : Collections.unmodifiableList(new ArrayList<>(problem.getErrors()));
        this.retryAfter = RetryAfter.of(headers);
    }

    /** The exception for this answer; a body that is not a problem document is dropped unread. */
    static HeedException exception(int status, Headers headers, String body) {
        Answered answered = new Answered(status, headers, problem(body));
        switch (status) {
            case 401:
            case 403:
                return new NotAllowedException(answered);
            case 404:
                return new NotFoundException(answered);
            case 412:
                return new StaleException(answered);
            case 400:
            case 413:
            case 415:
            case 422:
                return new InvalidException(answered);
            case 429:
                return new RateLimitedException(answered);
            case 502:
            case 503:
            case 504:
                return new UnavailableException(answered);
            default:
                return new HeedException(answered);
        }
    }

    private static Problem problem(String body) {
        try {
            Problem problem = Json.mapper().readValue(body, Problem.class);
            return problem == null ? new Problem() : problem;
        } catch (JsonProcessingException e) {
            return new Problem();
        }
    }

    private static String kind(String type, int status) {
        String last = type == null ? "" : type.substring(type.lastIndexOf('/') + 1);
        return KIND.matcher(last).matches() ? last : "http_" + status;
    }

    private static String requestId(String header, String instance) {
        for (String candidate : new String[] {header, instance}) {
            if (candidate != null && REQUEST_ID.matcher(candidate).matches()) {
                return candidate;
            }
        }
        return "";
    }
}
