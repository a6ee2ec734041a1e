package dev.heed.bench;

import io.javalin.Javalin;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * What Heed would be without group commit: one transaction, and one sync, for each request. Arguments: port, bytes, database file, customers, connections to
 * the database.
 */
final class ControlServer {
    static final String READY = "/ready";

    private ControlServer() {}

    public static void main(String[] arguments) throws SQLException {
        var body = BareServer.body(Integer.parseInt(arguments[1]));
        int connections = Integer.parseInt(arguments[4]);
        var stores = new ArrayBlockingQueue<ControlStore>(connections);
        for (int i = 0; i < connections; i++) {
            stores.add(new ControlStore(Path.of(arguments[2]), Integer.parseInt(arguments[3])));
        }
        Javalin.create(config -> {
            config.jetty.host = "127.0.0.1";
            config.jetty.port = Integer.parseInt(arguments[0]);
            config.routes.get(READY, context -> context.result("ready"));
            config.routes.patch("/v1/customers/{customerId}/preferences", context -> {
                context.bodyAsBytes();
                change(stores, context.pathParam("customerId"));
                context.contentType("application/json").result(body);
            });
        }).start();
    }

    private static void change(BlockingQueue<ControlStore> stores, String customer) throws SQLException, InterruptedException {
        var store = stores.take();
        try {
            store.begin();
            store.change(customer);
            store.commit();
        } finally {
            stores.put(store);
        }
    }
}
