package dev.heed.sdk;

import java.io.IOException;
import java.util.Objects;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Says who calls, asking for the credential anew at each try, since customer tokens expire; one that was refused is replaced once. */
final class Identity implements Interceptor {
    private static final int UNAUTHENTICATED = 401;

    private final Supplier<String> credential;

    Identity(Supplier<String> credential) {
        this.credential = credential;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        String token = credential.get();
        Response response = chain.proceed(signed(chain.request(), token));
        boolean repeatable = chain.request().body() == null || !chain.request().body().isOneShot();
        if (response.code() != UNAUTHENTICATED || token == null || !repeatable) {
            return response;
        }
        String renewed = credential.get();
        if (renewed == null || Objects.equals(renewed, token)) {
            return response;
        }
        response.close();
        return chain.proceed(signed(chain.request(), renewed));
    }

    private static Request signed(Request original, String token) {
        Request.Builder request = original.newBuilder().header("User-Agent", "heed-sdk-java");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (original.header("Accept") == null) {
            request.header("Accept", "application/json");
        }
        return request.build();
    }
}
