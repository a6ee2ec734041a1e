package dev.heed.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Does what a browser does on the shop's page, call by call: keeps the shop's cookie, and calls Heed as a page of the shop's origin. */
final class Browser {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String shop;
    private final String heed;
    private String cookie = "";

    Browser(String shop, String heed) {
        this.shop = shop;
        this.heed = heed;
    }

    /** What the shop answers; its cookie is kept, its redirections are not followed. */
    HttpResponse<String> shop(String method, String path, String form) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(URI.create(shop + path)).header("Cookie", cookie).header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, BodyPublishers.ofString(form)).build(), BodyHandlers.ofString());
        answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.split(";", 2)[0]);
        return answer;
    }

    /** What a server answers to one that has no page, no cookie and no token. */
    HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    /** What Heed answers a page of an origin that has a token. */
    HttpResponse<String> heed(String method, String path, String token, String origin, String body) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(heed + path)).header("Origin", origin).header("Authorization", "Bearer " + token)
            .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    /** Whether a page of this origin may make such a call at all. */
    boolean mayCall(String method, String path, String origin) throws IOException, InterruptedException {
        var preflight = HttpRequest.newBuilder(URI.create(heed + path)).method("OPTIONS", BodyPublishers.noBody()).header("Origin", origin)
            .header("Access-Control-Request-Method", method).header("Access-Control-Request-Headers", "authorization,content-type,idempotency-key").build();
        return http.send(preflight, BodyHandlers.discarding()).headers().firstValue("Access-Control-Allow-Origin").filter(origin::equals).isPresent();
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return JSON.readTree(answer.body());
    }
}
