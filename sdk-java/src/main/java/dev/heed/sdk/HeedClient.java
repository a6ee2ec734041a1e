package dev.heed.sdk;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/**
 * The way to Heed from Java and Android: one for each server and credential, immutable, shared by all threads, closed at the end.
 *
 * <pre>{@code
 * try (HeedClient client = HeedClient.builder().baseUrl("http://127.0.0.1:7070").credential(key).build()) {
 *     client.customers().get("c-42").preferences().change(p -> p.channel("email").atMost(1, WEEK));
 * }
 * }</pre>
 *
 * <p>Calls block; {@link #async} makes them elsewhere. Every failure is a {@link HeedException}; a wrong argument is an {@link IllegalArgumentException} before anything is
 * sent.
 */
public final class HeedClient implements AutoCloseable {
    private final OkHttpClient http;
    private final boolean shared;
    private final Threads threads;
    private final Async async;
    private final Wire wire;

    private HeedClient(Builder builder) {
        this.shared = builder.shared != null;
        this.threads = builder.executor == null ? new Threads() : null;
        this.async = new Async(builder.executor == null ? threads : builder.executor);
        Retries retries = builder.retries();
        this.http = builder.http(retries, async);
        this.wire = new Wire(builder.baseUrl, http, retries);
    }

    /** Starts a client; {@code baseUrl} is all it needs. */
    public static Builder builder() {
        return new Builder();
    }

    /** The brand's customers. */
    public Customers customers() {
        return new Customers(wire);
    }

    /** What the brand offers. */
    public Catalogs catalog() {
        return new Catalogs(wire);
    }

    /** "May I?", asked before a contact. */
    public Decisions decisions() {
        return new Decisions(wire, null);
    }

    /** What became of contacts. */
    public Contacts contacts() {
        return new Contacts(wire, null);
    }

    /** What customers said of the brand's contacts. */
    public CustomerFeedback feedback() {
        return new CustomerFeedback(wire);
    }

    /** What customers ask for by law, and by when it must be answered. */
    public RightsRequests rightsRequests() {
        return new RightsRequests(wire, null);
    }

    /** Every change of a setting, one record each. */
    public ConsentLog consentLog() {
        return new ConsentLog(wire);
    }

    /** Who took which files. */
    public Exports exports() {
        return new Exports(wire);
    }

    /** Packages that prove what the consent log holds. */
    public Evidence evidence() {
        return new Evidence(wire);
    }

    /** The transparency log beneath the consent log. */
    public Ledger ledger() {
        return new Ledger(wire);
    }

    /** The keys of the brand's systems. */
    public Keys keys() {
        return new Keys(wire, null);
    }

    /** The server itself. */
    public Operations operations() {
        return new Operations(wire);
    }

    /**
     * Calls without blocking: {@code client.async(c -> c.customers().get("c-42").preferences().read())}. Any verb, or several in a row.
     *
     * <p>The calls are made on a thread of the {@link Builder#executor executor}, which they keep until they are done, waits between tries
     * included. The future fails with the {@link HeedException} itself. Cancelling it, or completing it in any other way, breaks the call off; a
     * write may have been done by then. What is read lazily or as a stream is still read on the thread that reads it.
     */
    public <T> CompletableFuture<T> async(Function<? super HeedClient, ? extends T> verbs) {
        return async.call(this, Objects.requireNonNull(verbs, "verbs"));
    }

    /**
     * Lets connections and threads go; an {@link OkHttpClient} or executor that was shared with this client is left alone. Asynchronous calls that
     * were begun are finished.
     */
    @Override
    public void close() {
        if (threads != null) {
            threads.shutdown();
        }
        if (!shared) {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    /** What a client needs to know. Not for use by several threads. */
    public static final class Builder {
        private HttpUrl baseUrl;
        private Supplier<String> credential = () -> null;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration readTimeout = Duration.ofSeconds(20);
        private Duration callTimeout = Duration.ofSeconds(60);
        private Duration longestWait = Duration.ofSeconds(10);
        private int retries = 2;
        private OkHttpClient shared;
        private Executor executor;
        private Retries.Sleeper sleeper = span -> Thread.sleep(span.toMillis());

        private Builder() {}

        /**
         * Where the server is; a path in front of {@code /v1} is kept.
         *
         * @throws IllegalArgumentException when it is not an http or https URL
         */
        public Builder baseUrl(String url) {
            HttpUrl parsed = HttpUrl.get(url);
            this.baseUrl = parsed.encodedPath().endsWith("/")
                    ? parsed
                    : parsed.newBuilder().addPathSegment("").build();
            return this;
        }

        /** An API key, or a customer token that need not outlive the client. */
        public Builder credential(String credential) {
            Objects.requireNonNull(credential, "credential");
            return credential(() -> credential);
        }

        /**
         * Where to get the credential: asked at each try, by the calling thread, and once more when it was refused, so that an
         * expired token can be replaced.
         */
        public Builder credential(Supplier<String> credential) {
            this.credential = Objects.requireNonNull(credential, "credential");
            return this;
        }

        /** How long connecting may take; 5 seconds unless told. */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = timeout;
            return this;
        }

        /** How long the server may be silent; 20 seconds unless told. */
        public Builder readTimeout(Duration timeout) {
            this.readTimeout = timeout;
            return this;
        }

        /**
         * How long a call may take with all its tries and waits; 60 seconds unless told. Exports and the members of an audience are exempt.
         */
        public Builder callTimeout(Duration timeout) {
            this.callTimeout = timeout;
            return this;
        }

        /**
         * How often to try again; 2 unless told, 0 for never.
         *
         * @throws IllegalArgumentException unless 0 to 10
         */
        public Builder retries(int retries) {
            if (retries < 0 || retries > 10) {
                throw new IllegalArgumentException("retries are 0 to 10");
            }
            this.retries = retries;
            return this;
        }

        /** The longest {@code Retry-After} to wait for; 10 seconds unless told. */
        public Builder longestWait(Duration longestWait) {
            this.longestWait = longestWait;
            return this;
        }

        /** A client whose connections, threads, proxy and certificates to share. Its timeouts give way to the ones here. */
        public Builder httpClient(OkHttpClient client) {
            this.shared = Objects.requireNonNull(client, "client");
            return this;
        }

        /**
         * Where {@link HeedClient#async asynchronous calls} are made; at most 16 threads of the client's own unless told. On Java 21 and newer give it
         * virtual threads, and no call that waits costs a thread.
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        Builder sleeper(Retries.Sleeper sleeper) {
            this.sleeper = sleeper;
            return this;
        }

        /**
         * The client.
         *
         * @throws IllegalStateException without a base URL
         */
        public HeedClient build() {
            if (baseUrl == null) {
                throw new IllegalStateException("baseUrl is missing");
            }
            return new HeedClient(this);
        }

        private Retries retries() {
            return new Retries(retries, longestWait, () -> ThreadLocalRandom.current().nextDouble(), sleeper);
        }

        private OkHttpClient http(Retries retries, Async async) {
            return (shared == null ? new OkHttpClient() : shared)
                    .newBuilder()
                    .connectTimeout(connectTimeout)
                    .readTimeout(readTimeout)
                    .writeTimeout(readTimeout)
                    .callTimeout(callTimeout)
                    // A followed redirect would turn a PATCH into a GET that looks like success.
                    .followRedirects(false)
                    .followSslRedirects(false)
                    .addInterceptor(async)
                    .addInterceptor(new IdempotencyKey())
                    .addInterceptor(retries)
                    .addInterceptor(new Identity(credential))
                    .build();
        }
    }
}
