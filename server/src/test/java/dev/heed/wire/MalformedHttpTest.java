package dev.heed.wire;

import static dev.heed.wire.RawHttp.get;
import static dev.heed.wire.RawHttp.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.sdk.LogFilter;
import dev.heed.wire.RawHttp.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not HTTP, or not as this server takes it: refused as problems, whatever they try, and the server serves on. */
class MalformedHttpTest {
    private static final String BODY = "{\"chosen\":{\"stopped\":true}}";
    private static final String PATCHED = "/v1/customers/c-1/preferences";
    private static Given given;

    @BeforeAll
    static void serve() {
        given = Given.server();
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Arguments refused(String what, String request, Integer... statuses) {
        return Arguments.of(what, request, statuses);
    }

    static Stream<Arguments> requestLines() {
        return Stream.of(
            refused("a bad escape", get("/v1/customers/%zz/preferences"), 400),
            refused("half an escape", get("/v1/customers/%4"), 400),
            refused("bytes that are not UTF-8", get("/v1/customers/%ff/preferences"), 400),
            refused("overlong UTF-8", get("/v1/customers/%c0%af/preferences"), 400),
            refused("an escaped surrogate", get("/v1/customers/%ed%a0%80/preferences"), 400),
            refused("an escaped NUL", get("/v1/customers/%00/preferences"), 400),
            refused("an escape in IIS style", get("/v1/customers/%u0041/preferences"), 400),
            refused("a segment ..;", get("/v1/..;/health/live"), 400),
            refused("a segment ..;x=1", get("/v1/..;x=1/health/live"), 400),
            refused("a segment %2e%2e", get("/v1/%2e%2e/health/live"), 400),
            refused("%2e%2e at the start", get("/%2e%2e"), 400),
            refused("a way above the root", get("/../x"), 400),
            refused("an escaped slash", get("/v1/customers/a%2Fb/preferences"), 400),
            refused("an escaped backslash", get("/v1/customers/a%5Cb/preferences"), 400),
            refused("an escaped percent sign", get("/v1/customers/a%25b/preferences"), 400),
            refused("an empty segment", get("/v1//customers"), 400),
            refused("braces", get("/v1/customers/{x}/preferences"), 400),
            refused("raw UTF-8", get("/v1/customers/\u00c3\u00bc/preferences"), 400),
            refused("a fragment", get("/health/live#x"), 400),
            refused("a path over 4 KiB", get("/" + "x".repeat(5_000)), 414),
            refused("a query over 4 KiB", get("/health/live?" + "x".repeat(5_000)), 414),
            refused("a path over 8 KiB", get("/" + "x".repeat(9_000)), 414),
            refused("HTTP/3.7", "GET /health/live HTTP/3.7\r\nHost: a\r\n\r\n", 505),
            refused("HTTP/2.0 in words", "GET /health/live HTTP/2.0\r\nHost: a\r\n\r\n", 400, 426, 505),
            refused("HTTP/0.9", "GET /health/live\r\n\r\n", 400, 505),
            refused("a version that is none", "GET /health/live HTPT/1.1\r\nHost: a\r\n\r\n", 400, 505),
            refused("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 426, 505),
            refused("a TLS hello", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n", 400),
            refused("an SSH banner", "SSH-2.0-OpenSSH_9.2p1\r\n\r\n", 400, 505),
            refused("a binary blob", "\u0000\u0001\u0002\u00ff\u00fe\r\n\r\n", 400),
            refused("GET *", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400, 404),
            refused("OPTIONS *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400, 404, 405),
            refused("an absolute URI of another host", "GET http://b/health/live HTTP/1.1\r\nHost: a\r\n\r\n", 400),
            refused("a path that is not there, for a browser", get("/nowhere", "Accept: text/html"), 404),
            refused("a bad path, for a browser", get("/%zz", "Accept: text/html"), 400),
            refused("a trailing slash", get("/health/live/"), 404),
            refused("a path in capitals", get("/HEALTH/LIVE"), 404),
            refused("a file of the server's", get("/etc/passwd"), 404),
            refused("a path parameter", get("/health/live;jsessionid=1"), 400, 404));
    }

    static Stream<Arguments> methods() {
        return Stream.of(
            refused("TRACE", "TRACE /health/live HTTP/1.1\r\nHost: a\r\n\r\n", 405),
            refused("TRACK", "TRACK /health/live HTTP/1.1\r\nHost: a\r\n\r\n", 405),
            refused("CONNECT", "CONNECT a:80 HTTP/1.1\r\nHost: a:80\r\n\r\n", 400, 405),
            refused("BREW", "BREW /health/live HTTP/1.1\r\nHost: a\r\n\r\n", 405),
            refused("PROPFIND", "PROPFIND / HTTP/1.1\r\nHost: a\r\n\r\n", 405),
            refused("the name of a filter", "BEFORE /health/live HTTP/1.1\r\nHost: a\r\n\r\n", 405),
            refused("small letters", "get /health/live HTTP/1.1\r\nHost: a\r\n\r\n", 400, 405),
            refused("a method that is not a token", "G{}T /health/live HTTP/1.1\r\nHost: a\r\n\r\n", 400, 405),
            refused("a method of 9,000 letters", "G".repeat(9_000) + " / HTTP/1.1\r\nHost: a\r\n\r\n", 400, 405, 414, 431),
            refused("a method that the path does not have", request("DELETE", "/health/live", ""), 405),
            refused("an override of the method", get(PATCHED, "X-HTTP-Method-Override: PATCH"), 400),
            refused("an override of the method of a POST", request("POST", PATCHED, BODY, "X-HTTP-Method-Override: DELETE"), 400));
    }

    static Stream<Arguments> fields() {
        return Stream.of(
            refused("two Hosts", get("/health/live", "Host: b"), 400),
            refused("a Host with a space", "GET /health/live HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
            refused("no Host", "GET /health/live HTTP/1.1\r\n\r\n", 400),
            refused("a field over 8 KiB", get("/health/live", "X: " + "x".repeat(9_000)), 431),
            refused("many fields over 8 KiB", get("/health/live", Collections.nCopies(700, "X-Abc: 12345").toArray(String[]::new)), 431),
            refused("a request line that ends in a bare line feed", "GET /health/live HTTP/1.1\nHost: a\r\n\r\n", 400),
            refused("a field that ends in a bare line feed", "GET /health/live HTTP/1.1\r\nHost: a\n\r\n", 400),
            refused("a header that ends in a bare line feed", "GET /health/live HTTP/1.1\r\nHost: a\r\n\n", 400),
            refused("a folded field", get("/health/live", "X: a\r\n b"), 400),
            refused("a folded first field", "GET /health/live HTTP/1.1\r\n Host: a\r\nHost: a\r\n\r\n", 400),
            refused("a space before the colon", get("/health/live", "X : a"), 400),
            refused("no colon", get("/health/live", "Xyz"), 400),
            refused("no name", get("/health/live", ": a"), 400),
            refused("NUL in a value", get("/health/live", "X: a\0b"), 400),
            refused("a bare carriage return in a value", get("/health/live", "X: a\rb"), 400),
            refused("an expectation that nobody knows", get("/health/live", "Expect: tea"), 400, 417));
    }

    static Stream<Arguments> framings() {
        return Stream.of(
            patch("Content-Length and Transfer-Encoding", "0\r\n\r\n", List.of("Content-Length: 5", "Transfer-Encoding: chunked"), 400),
            patch("Transfer-Encoding and Content-Length", "0\r\n\r\n", List.of("Transfer-Encoding: chunked", "Content-Length: 5"), 400),
            patch("two Content-Lengths", BODY, List.of("Content-Length: 5", "Content-Length: 28"), 400),
            patch("two equal Content-Lengths", BODY, List.of("Content-Length: 28", "Content-Length: 28"), 400),
            patch("a list of Content-Lengths", BODY, List.of("Content-Length: 28, 28"), 400),
            patch("a Content-Length with a sign", BODY, List.of("Content-Length: +28"), 400),
            patch("a negative Content-Length", BODY, List.of("Content-Length: -1"), 400),
            patch("a Content-Length in hex", BODY, List.of("Content-Length: 0x1c"), 400),
            patch("a Content-Length without end", BODY, List.of("Content-Length: 99999999999999999999"), 400, 413),
            patch("a Content-Length over the limit", "", List.of("Content-Length: 262145"), 413),
            patch("an expectation over the limit", "", List.of("Expect: 100-continue", "Content-Length: 500000"), 413),
            patch("another encoding than chunked", BODY, List.of("Transfer-Encoding: gzip"), 400, 501),
            patch("chunked not last", "0\r\n\r\n", List.of("Transfer-Encoding: chunked, gzip"), 400),
            patch("chunked twice", "0\r\n\r\n", List.of("Transfer-Encoding: chunked, chunked"), 400),
            patch("chunked by another name", BODY, List.of("Transfer-Encoding: xchunked"), 400, 501),
            patch("chunked and identity", "0\r\n\r\n", List.of("Transfer-Encoding: identity", "Transfer-Encoding: chunked"), 400, 501),
            patch("a chunk size that is no number", "zz\r\nhello\r\n0\r\n\r\n", List.of("Transfer-Encoding: chunked"), 400),
            patch("a negative chunk size", "-5\r\nhello\r\n0\r\n\r\n", List.of("Transfer-Encoding: chunked"), 400),
            patch("a chunk size over all bounds", "fffffffffffffffff\r\nhello\r\n0\r\n\r\n", List.of("Transfer-Encoding: chunked"), 400, 413),
            patch("a chunk that ends in a bare line feed", "5\nhello\r\n0\r\n\r\n", List.of("Transfer-Encoding: chunked"), 400),
            patch("a chunk longer than it says", "2\r\nhello\r\n0\r\n\r\n", List.of("Transfer-Encoding: chunked"), 400));
    }

    private static Arguments patch(String what, String body, List<String> framing, Integer... statuses) {
        var fields = Stream.concat(Stream.of("Authorization: Bearer KEY", "Content-Type: application/merge-patch+json"), framing.stream()).toArray(String[]::new);
        return refused(what, request("PATCH", PATCHED, body, fields), statuses);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"requestLines", "methods", "fields", "framings"})
    void whatIsNotHttpIsRefusedAsAProblem(String what, String request, Integer[] statuses) {
        RawHttp.send(given.app().port(), withKey(request)).isProblem(statuses);

        assertThat(RawHttp.send(given.app().port(), get("/health/live")).status()).isEqualTo(200);
    }

    /** Whoever sees another end of the first request than we do would let the second through as our own. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("framings")
    void whatFollowsARequestWithoutAClearEndIsNotARequest(String what, String request, Integer[] statuses) {
        var smuggled = request("PATCH", PATCHED, BODY, "Authorization: Bearer KEY", "Content-Type: application/merge-patch+json");

        RawHttp.send(given.app().port(), withKey(request + smuggled)).isProblem(statuses);

        assertThat(given.client(Role.COMPLIANCE).consentLog().list(LogFilter.all()).stream()).isEmpty();
    }

    private static String withKey(String request) {
        return request.replace("KEY", given.key(Role.APP));
    }

    @Test
    void aHeadIsRefusedWithoutABody() {
        for (var path : List.of("/nowhere", "/v1/%2e%2e/x", "/" + "x".repeat(5_000), PATCHED)) {
            var answer = RawHttp.send(given.app().port(), request("HEAD", path, ""));
            assertThat(answer.status()).isBetween(400, 431);
            assertThat(answer.fields()).containsKey("Request-Id").containsEntry("Content-Type", "application/problem+json");
        }
    }

    @Test
    void aBodyThatIsCutShortChangesNothing() throws IOException {
        try (var socket = RawHttp.connect(given.app().port())) {
            var request = request("PATCH", PATCHED, BODY, "Authorization: Bearer " + given.key(Role.APP), "Content-Type: application/merge-patch+json", "Content-Length: 50");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            RawHttp.read(socket, false).isProblem(400);
        }
        assertThat(given.client(Role.COMPLIANCE).consentLog().list(LogFilter.all()).stream()).isEmpty();
    }

    @Test
    void aWebSocketIsNotOffered() {
        Answer answer = RawHttp.send(given.app().port(), get("/health/live", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.fields()).containsEntry("Content-Type", "application/json");
    }

    @Test
    void aWrongMethodIsToldWhichAreRight() {
        assertThat(RawHttp.send(given.app().port(), request("DELETE", PATCHED, "")).isProblem(405).fields().get("Allow").split(", "))
            .containsExactlyInAnyOrder("GET", "HEAD", "PATCH", "OPTIONS");
    }

    @Test
    void requestsInOnePipelineAreAllAnswered() throws IOException {
        try (var socket = RawHttp.connect(given.app().port())) {
            socket.getOutputStream().write(get("/health/live").repeat(3).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).split("HTTP/1.1 200 OK", -1)).hasSize(4);
        }
    }

    /** A server that remembers the fields of a connection must not take one value for another: a proxy sends many callers' requests over one. */
    @ParameterizedTest
    @ValueSource(strings = {"A key that opens, then another", "Another key, then the one that opens"})
    void valuesThatDifferInCaseOnlyAreDifferentOnOneConnection(String order) throws IOException {
        var key = given.key(Role.APP);
        var statuses = new ArrayList<Integer>();
        try (var socket = RawHttp.connect(given.app().port())) {
            for (var credential : order.startsWith("A key") ? List.of(key, swappedCase(key)) : List.of(swappedCase(key), key)) {
                socket.getOutputStream().write(get("/v1/catalog", "Authorization: Bearer " + credential).getBytes(StandardCharsets.US_ASCII));
                statuses.add(RawHttp.read(socket, false).status());
            }
        }
        assertThat(statuses).isEqualTo(order.startsWith("A key") ? List.of(200, 401) : List.of(401, 200));
    }

    private static String swappedCase(String key) {
        int secret = key.lastIndexOf('_', "heed_app_".length()) + 1;
        return key.substring(0, secret) + key.substring(secret).chars().map(letter -> Character.isUpperCase(letter) ? Character.toLowerCase(letter) : Character.toUpperCase(letter))
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
    }
}
