package dev.heed.http;

import dev.heed.store.Ids;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** The API explorer at /docs: Swagger UI from its own jar, under a policy that lets it call nobody but this server. */
final class Explorer {
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
        + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String PAGE = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Heed: the API</title>
        <link rel="icon" href="data:,">
        <link rel="stylesheet" href="/docs/swagger-ui.css">
        <div id="swagger-ui"></div>
        <div class="swagger-ui"><div class="wrapper">
        <h2 id="element">The preference center as an element</h2>
        <p>This address never changes its content, and the hash holds the browser to it; <code>/heed.js</code> is always the newest.</p>
        <pre style="white-space: pre-wrap; overflow-wrap: anywhere">&lt;script type="module" src="%s" integrity="%s" crossorigin="anonymous"&gt;&lt;/script&gt;
        &lt;preference-center&gt;&lt;/preference-center&gt;</pre>
        </div></div>
        <script src="/docs/swagger-ui-bundle.js"></script>
        <script src="/docs/start.js"></script>
        </html>
        """;
    private static final String START = """
        SwaggerUIBundle({url: '/openapi.yaml', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null, tryItOutEnabled: true});
        """;

    private final Map<String, Reply> files = new LinkedHashMap<>();
    private final Ids ids;

    Explorer(Ids ids) {
        this.ids = ids;
        files.put("/docs", Reply.text("text/html; charset=utf-8", PAGE.formatted(WebSdk.path(), WebSdk.integrity())));
        files.put("/docs/start.js", Reply.text("text/javascript; charset=utf-8", START));
        files.put("/docs/swagger-ui.css", Reply.bytes(200, "text/css; charset=utf-8", bundled("swagger-ui.css")));
        files.put("/docs/swagger-ui-bundle.js", Reply.bytes(200, "text/javascript; charset=utf-8", bundled("swagger-ui-bundle.js")));
    }

    /** Registers its pages, which are no part of the contract. */
    void routes(Front front, io.javalin.config.RoutesConfig routes) {
        files.forEach((path, file) -> front.route(routes, HandlerType.GET, path, context -> serve(context, file)));
    }

    private void serve(Context context, Reply file) throws IOException {
        context.res().setHeader(RequestId.FIELD, RequestId.next(ids));
        context.res().setHeader("Content-Security-Policy", POLICY);
        context.res().setHeader("X-Content-Type-Options", "nosniff");
        context.res().setHeader("Referrer-Policy", "no-referrer");
        Front.answer(context, file.status(), file.type(), file.body());
    }

    private static byte[] bundled(String name) {
        var loader = Explorer.class.getClassLoader();
        try (var pom = loader.getResourceAsStream("META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            var properties = new Properties();
            properties.load(new java.io.InputStreamReader(pom, StandardCharsets.UTF_8));
            try (var in = loader.getResourceAsStream("META-INF/resources/webjars/swagger-ui/" + properties.getProperty("version") + "/" + name)) {
                return in.readAllBytes();
            }
        } catch (IOException missing) {
            throw new IllegalStateException("Swagger UI is not in this program", missing);
        }
    }
}
