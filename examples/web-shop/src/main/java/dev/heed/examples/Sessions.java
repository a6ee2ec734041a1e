package dev.heed.examples;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who is signed in: the customer behind each session's secret id, of which the browser keeps a cookie that no script can read. */
final class Sessions {
    private static final String COOKIE = "shop_session";
    private static final int MOST = 1_000;
    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> customers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /** Signs a customer in; returns the Set-Cookie field. Strict, so that no other site's page acts in the customer's name. */
    synchronized String begin(String customer) {
        var secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        var id = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        customers.put(id, customer);
        return COOKIE + "=" + id + "; Path=/; HttpOnly; SameSite=Strict";
    }

    /** The customer of a request's Cookie field. */
    synchronized Optional<String> customer(String cookies) {
        return Optional.ofNullable(customers.get(id(cookies)));
    }

    /** Signs out; returns the Set-Cookie field that lets the browser forget. */
    synchronized String end(String cookies) {
        customers.remove(id(cookies));
        return COOKIE + "=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0";
    }

    private static String id(String cookies) {
        for (var cookie : (cookies == null ? "" : cookies).split("; ")) {
            if (cookie.startsWith(COOKIE + "=")) {
                return cookie.substring(COOKIE.length() + 1);
            }
        }
        return "";
    }
}
