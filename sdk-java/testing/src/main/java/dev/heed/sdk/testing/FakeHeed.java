package dev.heed.sdk.testing;

import dev.heed.sdk.HeedClient;
import dev.heed.sdk.internal.Json;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A Heed in memory for the tests of an app: real HTTP on the loopback address, with failures on demand.
 *
 * <pre>{@code
 * try (FakeHeed fake = FakeHeed.start(catalogJson); HeedClient client = fake.client("c-42")) {
 *     fake.dropNext();
 *     client.customers().get("c-42").preferences().change(p -> p.stopEverything());
 *     assertThat(fake.requests()).hasSize(2);
 * }
 * }</pre>
 *
 * <p>It plays the catalog, preferences (read, change, preview, revert), history, consents, contacts, feedback, tokens, and decisions from stop, pause,
 * restriction, consent, topics and channels. It does <b>not</b> resolve: caps and hours in decisions, callers, the lapse of consents and of notices, the version
 * of notices shown, {@code asOf}, {@code lastMonth}, suggestions for feedback, roles of keys, rate limits of its own, the contract in every detail. Proofs, receipts, exports,
 * audiences, decision streams, erasure and rights requests answer 501 {@code not_played}. What it says in sentences is English. What it does play is held against the real server in Heed's own build.
 */
public final class FakeHeed implements AutoCloseable {
    private static final int DEFAULT_RETRY_AFTER_SECONDS = 1;

    private final Loopback http = new Loopback(this::answer);
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final List<FakeRequest> requests = new ArrayList<>();
    private final Map<String, String> customers = new HashMap<>();
    private final String key = "heed_app_" + UUID.randomUUID();
    private final Shop shop;

    private FakeHeed(String catalogJson, Clock clock) {
        this.shop = new Shop(Json.object(catalogJson), clock, this::token);
    }

    /** What happens to one request. */
    private interface Trouble {
        Reply happen(FakeRequest request);
    }

    /**
     * Starts on a free port with this catalog.
     *
     * @throws IllegalArgumentException when it is not a JSON object
     */
    public static FakeHeed start(String catalogJson) {
        return start(catalogJson, Clock.systemUTC());
    }

    /** The same, with another clock. */
    public static FakeHeed start(String catalogJson, Clock clock) {
        return new FakeHeed(catalogJson, clock);
    }

    /** Where it listens. */
    public String url() {
        return http.url();
    }

    /** A client of the brand's backend, which may do everything. */
    public HeedClient client() {
        return HeedClient.builder().baseUrl(url()).credential(key).build();
    }

    /** A client of one customer's device, with one token. */
    public HeedClient client(String customerId) {
        return HeedClient.builder().baseUrl(url()).credential(token(customerId)).build();
    }

    /** The brand's key. */
    public String key() {
        return key;
    }

    /** A token of one customer, good until {@link #expireTokens}. For a {@code credential} of an app's own. */
    public synchronized String token(String customerId) {
        String token = "heed_fake_" + UUID.randomUUID();
        customers.put(token, customerId);
        return token;
    }

    /** Every token that was given out is refused from now on; the next ones are good. */
    public synchronized FakeHeed expireTokens() {
        customers.clear();
        return this;
    }

    /** The next request is answered with this status and nothing is done; 503 and 429 ask to wait a second. */
    public FakeHeed failNext(int status) {
        return next(request -> {
            Reply reply = Refusal.of(status, kind(status), "FakeHeed was told to fail.").reply(UUID.randomUUID().toString());
            return status == 503 || status == 429 ? reply.with("Retry-After", Integer.toString(DEFAULT_RETRY_AFTER_SECONDS)) : reply;
        });
    }

    /** The next requests, so many, are answered with this status. */
    public FakeHeed failNext(int status, int times) {
        for (int i = 0; i < times; i++) {
            failNext(status);
        }
        return this;
    }

    /** The next request is answered 429, to be tried again after so long, in whole seconds. */
    public FakeHeed rateLimitNext(Duration retryAfter) {
        return next(request -> Refusal.of(429, "rate_limited", "FakeHeed was told to.").reply(UUID.randomUUID().toString())
                .with("Retry-After", Long.toString(retryAfter.getSeconds())));
    }

    /** The next request's connection breaks before anything is done. */
    public FakeHeed dropNext() {
        return next(request -> null);
    }

    /** What the next request asks for is done, and then its connection breaks: the caller cannot know. */
    public FakeHeed dropNextAnswer() {
        return next(request -> {
            done(request);
            return null;
        });
    }

    /** The next request is answered so much later. */
    public FakeHeed delayNext(Duration delay) {
        return next(request -> {
            try {
                Thread.sleep(delay.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return done(request);
        });
    }

    /** Whatever was to happen to next requests does not. */
    public synchronized FakeHeed recover() {
        troubles.clear();
        return this;
    }

    /** Publishes a new version of the catalog. */
    public FakeHeed publish(String catalogJson) {
        shop.publish(Json.object(catalogJson));
        return this;
    }

    /** Every request since the start or {@link #forgetRequests}, in the order in which they came. */
    public synchronized List<FakeRequest> requests() {
        return Collections.unmodifiableList(new ArrayList<>(requests));
    }

    /** Begins to record anew. */
    public synchronized FakeHeed forgetRequests() {
        requests.clear();
        return this;
    }

    private synchronized FakeHeed next(Trouble trouble) {
        troubles.add(trouble);
        return this;
    }

    private Reply answer(FakeRequest request) {
        Trouble trouble;
        synchronized (this) {
            requests.add(request);
            trouble = troubles.poll();
        }
        return trouble == null ? done(request) : trouble.happen(request);
    }

    private Reply done(FakeRequest request) {
        String requestId = UUID.randomUUID().toString().replace("-", "");
        Reply reply;
        try {
            reply = shop.answer(request, caller(request));
        } catch (Refusal refusal) {
            reply = refusal.reply(requestId);
        }
        return reply.with("Request-Id", requestId);
    }

    /** The customer who calls; empty for the brand. */
    private synchronized String caller(FakeRequest request) {
        String given = request.header("Authorization").map(field -> field.replaceFirst("^Bearer ", "")).orElse("");
        if (given.equals(key)) {
            return "";
        }
        String customerId = customers.get(given);
        if (customerId == null) {
            throw Refusal.of(401, "unauthenticated", "Send a credential that is valid now.");
        }
        return customerId;
    }

    private static String kind(int status) {
        switch (status) {
            case 401: return "unauthenticated";
            case 403: return "forbidden";
            case 404: return "not_found";
            case 409: return "conflict";
            case 412: return "stale_version";
            case 422: return "catalog_violation";
            case 429: return "rate_limited";
            case 503: return "unavailable";
            default: return status < 500 ? "contract_violation" : "internal";
        }
    }

    /** Stops; connections that are open break off. */
    @Override
    public void close() {
        http.close();
    }
}
