package dev.heed.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.store.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real browser without a window, driven over its own DevTools protocol, so that the tests need no driver and nothing but the browser. */
public final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final long WAIT_SECONDS = 20;

    private final Path folder;
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final Map<String, Consumer<JsonNode>> tabs = new ConcurrentHashMap<>();

    private Chromium(Path folder, Process process, String url) {
        this.folder = folder;
        this.process = process;
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(URI.create(url), new Listener()).join();
    }

    public static Chromium start() {
        try {
            var folder = Files.createTempDirectory("heed-browser");
            var process = new ProcessBuilder(executable(), "--headless=new", "--no-sandbox", "--remote-debugging-port=0", "--user-data-dir=" + folder, "--no-first-run", "--disable-gpu",
                "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-extensions", "--hide-scrollbars", "--lang=en-US", "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return new Chromium(folder, process, listening(process.errorReader()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String executable() {
        var named = Optional.ofNullable(System.getenv("CHROMIUM")).filter(path -> !path.isBlank());
        return named.or(() -> NAMES.stream().flatMap(name -> Stream.of(System.getenv("PATH").split(":")).map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable).findFirst().map(Path::toString)).orElseThrow(() -> new IllegalStateException(
                "The tests in a browser need Chromium: install it (`.ci/chromium` does on Debian), or name its executable in CHROMIUM."));
    }

    /** Where it listens; what it says afterwards is read and dropped, so that it never waits to be heard. */
    private static String listening(BufferedReader said) throws IOException {
        for (var line = said.readLine(); line != null; line = said.readLine()) {
            var found = LISTENING.matcher(line);
            if (found.find()) {
                var listener = new Thread(() -> said.lines().forEach(more -> { }), "chromium-says");
                listener.setDaemon(true);
                listener.start();
                return found.group(1);
            }
        }
        throw new IllegalStateException("Chromium ended before it could be driven");
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                take(Json.read(message.toString().getBytes(StandardCharsets.UTF_8)));
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    private void take(JsonNode message) {
        if (!message.has("id")) {
            Optional.ofNullable(tabs.get(message.path("sessionId").asText())).ifPresent(tab -> tab.accept(message));
            return;
        }
        var waiting = asked.remove(message.get("id").intValue());
        if (message.has("error")) {
            waiting.completeExceptionally(new IllegalStateException(message.get("error").toString()));
        } else {
            waiting.complete(message.get("result"));
        }
    }

    /** Asks the browser, or one tab where a session is named, and waits for the answer. */
    JsonNode ask(String session, String method, ObjectNode parameters) {
        int number = numbers.incrementAndGet();
        var answer = new CompletableFuture<JsonNode>();
        asked.put(number, answer);
        var message = Json.object().put("id", number).put("method", method);
        message.set("params", parameters);
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        synchronized (socket) {
            socket.sendText(message.toString(), true).join();
        }
        return answer.orTimeout(WAIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Opens a tab that shares no storage with any other. */
    public Tab open() {
        var context = ask("", "Target.createBrowserContext", Json.object()).get("browserContextId").textValue();
        var target = ask("", "Target.createTarget", Json.object().put("url", "about:blank").put("browserContextId", context)).get("targetId").textValue();
        var session = ask("", "Target.attachToTarget", Json.object().put("targetId", target).put("flatten", true)).get("sessionId").textValue();
        var tab = new Tab(this, context, session);
        tabs.put(session, tab::heard);
        tab.listen();
        return tab;
    }

    @Override
    public void close() {
        try {
            ask("", "Browser.close", Json.object());
            process.waitFor(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException leftover) {
            // A folder for temporary files may keep some.
        }
    }
}
