package dev.heed.bench;

import io.javalin.Javalin;
import java.nio.file.Path;
import java.sql.SQLException;

/** What Heed would be without group commit: one transaction, and one sync, for each request. Arguments: port, bytes, database file, customers. */
final class ControlServer {
    static final String READY = "/ready";

    private ControlServer() {}

    public static void main(String[] arguments) throws SQLException {
        var body = BareServer.body(Integer.parseInt(arguments[1]));
        var store = new ControlStore(Path.of(arguments[2]), Integer.parseInt(arguments[3]));
        Javalin.create(config -> {
            config.jetty.host = "127.0.0.1";
            config.jetty.port = Integer.parseInt(arguments[0]);
            config.routes.get(READY, context -> context.result("ready"));
            config.routes.patch("/v1/customers/{customerId}/preferences", context -> {
                context.bodyAsBytes();
                change(store, context.pathParam("customerId"));
                context.contentType("application/json").result(body);
            });
        }).start();
    }

    private static synchronized void change(ControlStore store, String customer) throws SQLException {
        store.begin();
        store.change(customer);
        store.commit();
    }
}
