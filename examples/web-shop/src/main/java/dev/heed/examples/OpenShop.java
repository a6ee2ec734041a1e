package dev.heed.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Opens the shop beside a Heed: waits until it is ready, opens, and says where; stays open until it is ended. */
public final class OpenShop {
    private static final int WAIT_SECONDS = 60;
    private static final int LOOK_EVERY_MS = 200;

    private OpenShop() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            open();
        } catch (IOException | IllegalStateException | UncheckedIOException why) {
            System.err.println("web-shop: " + why.getMessage());
            System.exit(1);
        }
    }

    private static void open() throws IOException, InterruptedException {
        var heed = setting("HEED_URL").orElse("http://127.0.0.1:7070");
        var http = HttpClient.newHttpClient();
        awaitReady(http, heed);
        var keys = new ObjectMapper().readTree(Path.of(setting("HEED_KEYS").orElse("data/demo-keys.json")).toFile());
        var shop = WebShop.open(Integer.parseInt(setting("SHOP_PORT").orElse("7071")), heed, keys.required("app").textValue());
        Runtime.getRuntime().addShutdownHook(new Thread(shop::close, "shop-stop"));
        System.out.printf("  Web shop       %s, a brand's own page with the preference center in it%n%n", shop.origin());
        if (!mayCall(http, heed, shop.origin())) {
            System.out.printf("But the brand's catalog does not list %s in brand.allowedOrigins, so the page can show nothing:%npublish one that does, or begin anew with `rm -r data`.%n%n", shop.origin());
        }
        new CountDownLatch(1).await();
    }

    private static void awaitReady(HttpClient http, String heed) throws InterruptedException {
        for (int waited = 0; waited < WAIT_SECONDS * 1000; waited += LOOK_EVERY_MS) {
            try {
                if (http.send(HttpRequest.newBuilder(URI.create(heed + "/health/ready")).build(), BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It has only begun to start.
            }
            Thread.sleep(LOOK_EVERY_MS);
        }
        throw new IllegalStateException("there is no Heed at " + heed);
    }

    /** Asks as a browser would before a page of this origin calls. */
    private static boolean mayCall(HttpClient http, String heed, String origin) throws IOException, InterruptedException {
        var preflight = HttpRequest.newBuilder(URI.create(heed + "/v1/catalog")).method("OPTIONS", HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin).header("Access-Control-Request-Method", "GET").build();
        return http.send(preflight, BodyHandlers.discarding()).headers().firstValue("Access-Control-Allow-Origin").filter(origin::equals).isPresent();
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(set -> !set.isBlank());
    }
}
