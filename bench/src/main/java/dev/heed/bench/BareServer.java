package dev.heed.bench;

import io.javalin.Javalin;
import java.util.Arrays;

/** The limit: Javalin as it comes, and one route that answers the same bytes each time. Arguments: port, bytes. */
final class BareServer {
    static final String PATH = "/bare";

    private BareServer() {}

    public static void main(String[] arguments) {
        var body = body(Integer.parseInt(arguments[1]));
        Javalin.create(config -> {
            config.jetty.host = "127.0.0.1";
            config.jetty.port = Integer.parseInt(arguments[0]);
            config.routes.get(PATH, context -> context.contentType("application/json").result(body));
        }).start();
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
