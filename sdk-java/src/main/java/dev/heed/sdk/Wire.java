package dev.heed.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.heed.sdk.internal.Json;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/** The one way to the server: makes calls, and turns every failure into a {@link HeedException}. */
final class Wire {
    private static final int NOT_MODIFIED = 304;
    private static final int LONG_THOUGHT_MINUTES = 10;
    private static final MediaType JSON = MediaType.get("application/json");

    private final HttpUrl base;
    private final OkHttpClient client;
    private final Retries retries;
    private final Retrofit retrofit;

    Wire(HttpUrl base, OkHttpClient client, Retries retries) {
        this.base = base;
        this.client = client;
        this.retries = retries;
        this.retrofit = new Retrofit.Builder()
                .baseUrl(base)
                .client(client)
                .addConverterFactory(new Moments())
                .addConverterFactory(JacksonConverterFactory.create(Json.mapper()))
                .build();
    }

    /** What is tried again, and when. */
    Retries retries() {
        return retries;
    }

    /** A generated interface, ready to call. */
    <T> T api(Class<T> type) {
        return retrofit.create(type);
    }

    /** The body of the answer. */
    <T> T answer(Call<T> call) {
        return body(success(call));
    }

    /** Waits for an answer without a body. */
    void done(Call<Void> call) {
        success(call);
    }

    /** The body of the answer and its ETag. */
    <T> Versioned<T> versioned(Call<T> call) {
        return versioned(success(call));
    }

    /** The body and its ETag, or nothing when it is still what the caller has. */
    <T> Optional<Versioned<T>> ifChanged(Call<T> call) {
        retrofit2.Response<T> response = execute(call);
        if (response.code() == NOT_MODIFIED) {
            return Optional.empty();
        }
        refuse(response);
        return Optional.of(versioned(response));
    }

    /** Where a path of the contract lies; slashes in it are kept, everything else is encoded. */
    HttpUrl.Builder url(String path) {
        return base.newBuilder().addPathSegments(path);
    }

    /** The answer as text. */
    String text(HttpUrl url, String accept) {
        return new String(bytes(url, accept), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The answer as bytes. */
    byte[] bytes(HttpUrl url, String accept) {
        try (Response response = client.newCall(get(url, accept).build()).execute()) {
            refuse(response);
            return response.body().bytes();
        } catch (IOException e) {
            throw new UnavailableException(e);
        }
    }

    /** The status of the very first answer, whatever it is. */
    int status(HttpUrl url) {
        Request request = get(url, "application/json").tag(Retries.Mode.class, Retries.Mode.ONCE).build();
        try (Response response = client.newCall(request).execute()) {
            return response.code();
        } catch (IOException e) {
            throw new UnavailableException(e);
        }
    }

    /** The answer as it comes in, never held in memory, for as long as it takes. The caller closes it. */
    Response stream(HttpUrl url, String accept) {
        return stream(get(url, accept));
    }

    /** The same, asked for with a body of JSON. */
    Response stream(HttpUrl url, String accept, Object body) {
        return stream(post(url, accept, body));
    }

    /** The same, from a server that may have long to think before it begins. */
    Response slowStream(HttpUrl url, String accept, Object body) {
        return stream(post(url, accept, body), client.newBuilder().readTimeout(LONG_THOUGHT_MINUTES, TimeUnit.MINUTES));
    }

    /** Sends lines and returns the lines of the answer. */
    List<String> lines(HttpUrl url, Lines lines) {
        Request request = get(url, Lines.NDJSON)
                .post(lines)
                .tag(Retries.Mode.class, lines.isOneShot() ? Retries.Mode.IF_REFUSED : null)
                .build();
        try (Response response = client.newCall(request).execute()) {
            refuse(response);
            String text = response.body().string();
            return text.isEmpty() ? Collections.emptyList() : Arrays.asList(text.split("\n"));
        } catch (IOException e) {
            throw new UnavailableException(e);
        }
    }

    private Response stream(Request.Builder builder) {
        return stream(builder, client.newBuilder());
    }

    private static Response stream(Request.Builder builder, OkHttpClient.Builder with) {
        OkHttpClient patient = with.callTimeout(0, TimeUnit.MILLISECONDS).build();
        Request request = builder.tag(Retries.Mode.class, Retries.Mode.STREAMED).build();
        try {
            Response response = patient.newCall(request).execute();
            if (!response.isSuccessful()) {
                try (Response failed = response) {
                    refuse(failed);
                }
            }
            return response;
        } catch (IOException e) {
            throw new UnavailableException(e);
        }
    }

    private static Request.Builder post(HttpUrl url, String accept, Object body) {
        try {
            return get(url, accept).post(RequestBody.create(Json.mapper().writeValueAsBytes(body), JSON));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request that cannot be written", e);
        }
    }

    private static Request.Builder get(HttpUrl url, String accept) {
        return new Request.Builder().url(url).header("Accept", accept);
    }

    private static <T> retrofit2.Response<T> success(Call<T> call) {
        retrofit2.Response<T> response = execute(call);
        refuse(response);
        return response;
    }

    private static <T> retrofit2.Response<T> execute(Call<T> call) {
        try {
            return call.execute();
        } catch (JsonProcessingException e) {
            // Without its cause: Jackson's messages repeat what they could not read.
            throw new HeedException("unreadable_answer", "the answer is not what the contract promises", null);
        } catch (IOException e) {
            throw new UnavailableException(e);
        }
    }

    private static void refuse(retrofit2.Response<?> response) {
        if (!response.isSuccessful()) {
            try (ResponseBody body = response.errorBody()) {
                throw Answered.exception(response.code(), response.headers(), body.string());
            } catch (IOException e) {
                throw new UnavailableException(e);
            }
        }
    }

    private static void refuse(Response response) throws IOException {
        if (!response.isSuccessful()) {
            throw Answered.exception(response.code(), response.headers(), response.body().string());
        }
    }

    private static <T> Versioned<T> versioned(retrofit2.Response<T> response) {
        String etag = response.headers().get("ETag");
        return new Versioned<>(body(response), etag == null ? "" : etag);
    }

    private static <T> T body(retrofit2.Response<T> response) {
        T body = response.body();
        if (body == null) {
            throw new HeedException("unreadable_answer", "the answer has no body", null);
        }
        return body;
    }

    /** Writes moments in queries as the contract wants them. */
    private static final class Moments extends Converter.Factory {
        @Override
        public Converter<?, String> stringConverter(Type type, Annotation[] annotations, Retrofit retrofit) {
            return type == Instant.class ? (Converter<Instant, String>) Json::text : null;
        }
    }
}
