package dev.heed.bench;

import io.javalin.Javalin;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * What Heed would be without group commit: one transaction, and one sync, for each request. Arguments: port, bytes, database file, customers, and whether the
 * ledger's tree is written, too.
 */
final class ControlServer {
    static final String READY = "/ready";

    private ControlServer() {}

    public static void main(String[] arguments) throws SQLException {
        var body = BareServer.body(Integer.parseInt(arguments[1]));
        boolean tree = Boolean.parseBoolean(arguments[4]);
        var store = new ControlStore(Path.of(arguments[2]), Integer.parseInt(arguments[3]));
        Javalin.create(config -> {
            config.jetty.host = "127.0.0.1";
            config.jetty.port = Integer.parseInt(arguments[0]);
            config.routes.get(READY, context -> context.result("ready"));
            config.routes.patch("/v1/customers/{customerId}/preferences", context -> {
                context.bodyAsBytes();
                change(store, context.pathParam("customerId"), tree);
                context.contentType("application/json").result(body);
            });
        }).start();
    }

    private static synchronized void change(ControlStore store, String customer, boolean tree) throws SQLException {
        store.begin();
        store.change(customer);
        if (tree) {
            store.tree();
        }
        store.commit();
    }
}
