package dev.heed.bench;

import io.javalin.Javalin;
import java.util.Arrays;

/** The limit: Javalin as it comes, and routes each of which answers the same bytes each time. Arguments: port, and the bytes of each route. */
final class BareServer {
    private BareServer() {}

    public static void main(String[] arguments) {
        Javalin.create(config -> {
            config.jetty.host = "127.0.0.1";
            config.jetty.port = Integer.parseInt(arguments[0]);
            Arrays.stream(arguments).skip(1).distinct().map(Integer::valueOf).forEach(bytes -> {
                var body = body(bytes);
                config.routes.get(path(bytes), context -> context.contentType("application/json").result(body));
            });
        }).start();
    }

    /** The route whose answer has so many bytes. */
    static String path(int bytes) {
        return "/bare/" + bytes;
    }

    /** A JSON string of exactly so many bytes. */
    static byte[] body(int bytes) {
        var body = new byte[bytes];
        Arrays.fill(body, (byte) 'x');
        body[0] = '"';
        body[bytes - 1] = '"';
        return body;
    }
}
