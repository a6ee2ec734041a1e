package dev.heed.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.store.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** HTTP by the byte, for what no decent client would send. */
final class RawHttp {
    private static final int TIMEOUT_MILLIS = 10_000;

    private RawHttp() {}

    /**
     * What came back.
     *
     * @param status 0 when the connection was closed, and -1 when it was reset, without an answer
     * @param whole whether the body came to its proper end
     */
    record Answer(int status, Map<String, String> fields, byte[] body, boolean whole) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(body);
        }

        /** Asserts that it is a problem document that tells nothing of the server's inside, with one of these statuses. */
        Answer isProblem(Integer... statuses) {
            assertThat(status).as(text()).isIn((Object[]) statuses);
            assertThat(fields).containsEntry("Content-Type", "application/problem+json").containsKey("Request-Id").doesNotContainKeys("Server", "X-Powered-By");
            var problem = json();
            assertThat(problem.path("type").asText()).matches("/problems/[a-z_]+");
            assertThat(problem.path("title").asText()).isNotBlank();
            assertThat(problem.path("status").intValue()).isEqualTo(status);
            assertThat(problem.path("detail").asText()).isNotBlank();
            assertThat(problem.path("instance").asText()).matches("[0-9a-f]{32}").isEqualTo(fields.get("Request-Id"));
            assertThat(text()).doesNotContainPattern("Exception|org\\.|java\\.|jetty|javalin|\\tat |<html|<h1");
            return this;
        }
    }

    static Socket connect(int port) throws IOException {
        var socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    static Answer send(int port, String request) {
        return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes on a connection of their own and reads one answer. */
    static Answer send(int port, byte[] request) {
        try (var socket = connect(port)) {
            try {
                socket.getOutputStream().write(request);
            } catch (IOException early) {
                // It may answer, and close, before it has read all of it.
            }
            return read(socket, Arrays.equals(request, 0, Math.min(5, request.length), "HEAD ".getBytes(StandardCharsets.US_ASCII), 0, 5));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    static Answer read(Socket socket, boolean head) throws IOException {
        var in = new BufferedInputStream(socket.getInputStream());
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        int status;
        try {
            var first = line(in);
            if (first == null) {
                return new Answer(0, fields, new byte[0], false);
            }
            status = Integer.parseInt(first.split(" ")[1]);
        } catch (SocketTimeoutException silent) {
            throw new AssertionError("no answer");
        } catch (SocketException reset) {
            return new Answer(-1, fields, new byte[0], false);
        }
        for (var line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            fields.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 1).strip());
        }
        var body = new ByteArrayOutputStream();
        boolean whole = true;
        try {
            if (!head && status != 204 && status != 304 && status != 100) {
                body(in, fields, body);
            }
        } catch (EOFException | SocketException brokenOff) {
            whole = false;
        }
        return new Answer(status, fields, body.toByteArray(), whole);
    }

    private static void body(InputStream in, Map<String, String> fields, ByteArrayOutputStream body) throws IOException {
        if (fields.containsKey("Content-Length")) {
            copy(in, Integer.parseInt(fields.get("Content-Length")), body);
        } else if ("chunked".equals(fields.get("Transfer-Encoding"))) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                copy(in, size, body);
                line(in);
            }
        } else {
            body.writeBytes(in.readAllBytes());
        }
    }

    private static int chunk(InputStream in) throws IOException {
        var line = line(in);
        if (line == null) {
            throw new EOFException();
        }
        return Integer.parseInt(line, 16);
    }

    private static void copy(InputStream in, int size, ByteArrayOutputStream body) throws IOException {
        var bytes = in.readNBytes(size);
        body.writeBytes(bytes);
        if (bytes.length < size) {
            throw new EOFException();
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString().replaceAll("\r$", "");
            }
            line.append((char) c);
        }
        return line.isEmpty() ? null : line.toString();
    }

    /** A GET of a path, with fields as they are. */
    static String get(String path, String... fields) {
        return request("GET", path, "", fields);
    }

    /** A request of any method; a body gets its Content-Length unless a field says otherwise. */
    static String request(String method, String path, String body, String... fields) {
        var more = String.join("", Arrays.stream(fields).map(field -> field + "\r\n").toList());
        var length = body.isEmpty() || more.contains("Content-Length") || more.contains("Transfer-Encoding") ? "" : "Content-Length: " + body.length() + "\r\n";
        return method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + more + length + "\r\n" + body;
    }
}
