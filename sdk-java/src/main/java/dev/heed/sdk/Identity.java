package dev.heed.sdk;

import java.io.IOException;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Says who calls, asking for the credential anew at each try, since customer tokens expire. */
final class Identity implements Interceptor {
    private final Supplier<String> credential;

    Identity(Supplier<String> credential) {
        this.credential = credential;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request.Builder request = chain.request().newBuilder().header("User-Agent", "heed-sdk-java");
        String token = credential.get();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        if (chain.request().header("Accept") == null) {
            request.header("Accept", "application/json");
        }
        return chain.proceed(request.build());
    }
}
