package dev.heed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.access.Role;
import dev.heed.http.Server;
import dev.heed.http.WebSdk;
import dev.heed.store.Json;
import dev.heed.store.Packed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Serves a brand to play with: seeds it where the database is empty, and prints how to begin. */
@Command(name = "demo", description = "Serve a demo brand: seed it where there is none, print URLs, keys and a curl that works.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final String BRAND = "demo";
    private static final List<String> CUSTOMERS = List.of("c-42", "c-77", "c-99");

    @Override
    public Integer call() throws Exception {
        Server.prepare();
        var config = Config.of(System.getenv());
        var app = Main.open();
        var keys = seed(app, config.data().resolve("demo-keys.json"));
        app.serve();
        greet(app, keys);
        Main.serveUntilStopped(app);
        return 0;
    }

    /** The demo's keys stand in a file, so that the next start can print them again; a real brand's keys are stored nowhere. */
    private static Map<Role, String> seed(App app, Path file) throws IOException {
        var keys = new EnumMap<Role, String>(Role.class);
        if (app.brand(BRAND).isEmpty()) {
            app.createBrand(BRAND, (ObjectNode) Json.read(Packed.file("demo/catalog.json")));
        }
        if (Files.exists(file)) {
            var stored = Json.stored(Files.readAllBytes(file));
            Arrays.stream(Role.values()).forEach(role -> keys.put(role, stored.get(role.id()).textValue()));
            return keys;
        }
        var brand = app.brand(BRAND).orElseThrow();
        var stored = Json.object();
        for (var role : Role.values()) {
            keys.put(role, app.createKey(brand, role, "demo"));
            stored.put(role.id(), keys.get(role));
        }
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, Json.bytes(stored));
        return keys;
    }

    private static void greet(App app, Map<Role, String> keys) {
        var url = app.publicUrl();
        var brand = app.brand(BRAND).orElseThrow();
        var out = new StringBuilder("\nHeed is running.\n\n");
        out.append("  API explorer   ").append(url).append("/docs\n");
        out.append("  Dashboard      ").append(url).append("/dashboard, with the compliance key\n");
        out.append("  Contract       ").append(url).append("/openapi.yaml\n");
        out.append("  Health         ").append(url).append("/health/ready\n");
        out.append("  Metrics        ").append(url).append("/metrics\n");
        out.append("  Customers      ").append(String.join(", ", CUSTOMERS)).append(", or any id you like\n");
        out.append("  Element        ").append(url).append(WebSdk.path()).append("\n");
        out.append("                 integrity ").append(WebSdk.integrity()).append("; the newest at /heed.js\n\n");
        out.append("The hosted center, as a link in a message opens it:\n\n");
        CUSTOMERS.forEach(customer -> out.append("  ").append(customer).append("  ").append(app.preferenceCenterUrl(brand, customer)).append("\n"));
        out.append("\n");
        keys.forEach((role, key) -> out.append("  %-10s key  %s%n".formatted(role.id(), key)));
        out.append("  verifier   key  ").append(app.verifierKey(brand)).append("\n\n");
        out.append("At most one message a week for c-42, please:\n\n");
        out.append("  curl -X PATCH ").append(url).append("/v1/customers/c-42/preferences \\\n");
        out.append("    -H 'Authorization: Bearer ").append(keys.get(Role.APP)).append("' \\\n");
        out.append("    -H 'Content-Type: application/merge-patch+json' \\\n");
        out.append("    -d '{\"chosen\":{\"frequency\":{\"max\":1,\"per\":\"week\"}}}'\n\n");
        out.append("It answers with version 1 of the customer's preferences, where effective.frequency is\n");
        out.append("{\"value\":{\"max\":1,\"per\":\"week\"},\"from\":\"customer\"}. Stop with Ctrl-C; `rm -r data` starts anew.\n");
        System.out.println(out);
        System.out.flush();
    }
}
