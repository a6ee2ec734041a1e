package dev.heed.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests;
import dev.heed.problem.Kind;
import dev.heed.sdk.NotFoundException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What whoever runs or explores the server sees of it, without a credential. */
class OperationsTest {
    private static final String BRAND = "quetzalbrand";
    private static final String CUSTOMER = "quetzalcustomer";

    private static Given given;
    private static Requests requests;

    @BeforeAll
    static void start() {
        given = Given.server();
        given.brand(BRAND);
        requests = new Requests(given);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Answer get(String path) {
        return requests.ask("GET", path).send();
    }

    @Test
    void theServerSaysThatItIsUp() {
        var operations = given.client("").operations();
        assertThat(operations.live()).isTrue();
        assertThat(operations.ready()).isTrue();
        assertThat(get("/health/ready").text()).isEqualTo("{\"status\":\"up\"}");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyKindOfProblemHasItsPage(Kind kind) {
        var page = get("/problems/" + kind.id());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.field("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.field("Content-Security-Policy")).isEqualTo("default-src 'none'");
        assertThat(page.text()).contains("<!doctype html>", "<html lang=\"en\">", kind.id(), kind.title(), "" + kind.status()).doesNotContain("<script", "style=");
        assertThat(given.client("").operations().problem(kind.id())).isEqualTo(page.text());
    }

    @Test
    void theContractNamesEveryKind() {
        var contract = given.client("").operations().contract();
        assertThat(Arrays.stream(Kind.values()).map(Kind::id)).allSatisfy(kind -> assertThat(contract).contains("`" + kind + "`"));
    }

    @Test
    void anUnknownKindHasNoPageAndIsNotRepeated() {
        assertThatThrownBy(() -> given.client("").operations().problem("quetzal")).isInstanceOf(NotFoundException.class);
        assertThat(get("/problems/quetzal").text()).doesNotContain("quetzal");
        assertThat(get("/problems/%3Cscript%3E").text()).doesNotContain("<script", "script>");
        assertThat(get("/problems/%3Cscript%3E").status()).isEqualTo(400);
    }

    @Test
    void theTypeOfAProblemLeadsToItsPage() {
        var refused = requests.ask("GET", "/v1/catalog").send();
        assertThat(get(refused.json().get("type").textValue()).text()).contains(refused.json().get("title").textValue());
        assertThat(refused.json().get("instance").textValue()).isEqualTo(refused.field("Request-Id"));
    }

    @Test
    void theContractIsServedAsItIsInTheRepository() throws IOException {
        var answer = get("/openapi.yaml");
        assertThat(answer.field("Content-Type")).isEqualTo("application/yaml; charset=utf-8");
        assertThat(answer.body()).isEqualTo(Files.readAllBytes(Path.of("../openapi.yaml")));
    }

    @Test
    void theMetricsTellOfOperationsAndNeverOfBrandsOrCustomers() {
        var admin = given.client(given.key(BRAND, Role.ADMIN));
        admin.customers().get(CUSTOMER).preferences().change(choice -> choice.tone("playful").because("quetzalreason"));
        var token = admin.customers().get(CUSTOMER).mintToken(Duration.ofMinutes(1)).getToken();
        requests.ask("GET", "/v1/customers/" + CUSTOMER + "/history").as(token).send();
        requests.ask("GET", "/v1/customers/" + CUSTOMER + "/nowhere").as(token).send();
        requests.ask("GET", "/v1/customers/quetzal@bird.example/history").as(given.key(BRAND, Role.ADMIN)).send();
        requests.ask("GET", "/quetzalpath").send();
        var metrics = given.client("").operations().metrics();
        assertThat(metrics).contains("heed_request_seconds_count{operation=\"preferences_change\",status=\"200\"}", "operation=\"preferences_history\",status=\"200\"", "operation=\"preferences_history\",status=\"400\"", "jvm_memory_used_bytes");
        assertThat(metrics).doesNotContain("quetzal", BRAND, CUSTOMER, "\"" + Given.SHOP + "\"", "playful", given.key(BRAND, Role.ADMIN), admin.keys().list().iterator().next().getId().toString());
    }

    @Test
    void theExplorerRunsNothingButItsOwnScripts() {
        for (var path : List.of("/docs", "/docs/start.js", "/docs/swagger-ui.css", "/docs/swagger-ui-bundle.js")) {
            var answer = get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            var policy = answer.field("Content-Security-Policy").split("; *");
            var script = Arrays.stream(policy).filter(rule -> rule.startsWith("script-src")).findFirst().orElseThrow();
            assertThat(script).isEqualTo("script-src 'self'");
            assertThat(policy).contains("default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'");
            assertThat(answer.field("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.field("Request-Id")).matches("[0-9a-f]{32}");
            assertThat(answer.field("Server")).isNull();
        }
        assertThat(get("/docs").text()).doesNotContain("http://", "https://", "onload=").doesNotContainPattern("<script>");
        assertThat(get("/docs/start.js").text()).contains("/openapi.yaml");
    }

    @Test
    void whatIsNowhereIsAProblemThatRepeatsNothing() {
        for (var path : List.of("/", "/v1", "/v1/", "/v1/nowhere", "/v1/catalog/", "/V1/catalog", "/docs/", "/docs/../openapi.yaml/x", "/.env", "/favicon.ico", "/v1/customers//preferences", "/v1/customers", "/v1/keys/", "/problems", "/problems/")) {
            var answer = get(path);
            assertThat(answer.status()).as(path).isIn(400, 404);
            assertThat(answer.field("Content-Type")).as(path).isEqualTo("application/problem+json");
            assertThat(answer.field("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.field("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.field("Request-Id")).isEqualTo(answer.json().get("instance").textValue());
            assertThat(answer.field("Server")).isNull();
            assertThat(answer.text()).doesNotContain("nowhere", "Jetty", "jetty", "javalin", "Exception");
        }
    }

    @Test
    void aTraceIsTakenUpOrLeft() {
        for (var traceparent : List.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "nonsense", "00-00000000000000000000000000000000-0000000000000000-00", "")) {
            assertThat(requests.ask("GET", "/v1/catalog").as(given.key(Role.APP)).with("traceparent", traceparent).send().status()).isEqualTo(200);
        }
    }

    /** The status and body of what no client library would send. */
    private static String raw(String target) throws IOException {
        try (var socket = new Socket("127.0.0.1", given.app().port())) {
            socket.getOutputStream().write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + given.key(Role.ADMIN) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aMalformedQueryIsTheCallersMistakeAndNeverIgnored() throws IOException {
        for (var query : List.of("%", "%2", "%zz", "%zz=1", "version=%", "version=%zz", "version=%1", "version=%ff", "version=%00", "=1", "=", "&", "&&version=1", "version", "version=", "version=1%0d%0aX:%20y",
                "version=9999999999999999999", "version=1&version=1", "version=1&version", "version[]=1", "version=1;x=1", "%56ersion=1", "version=+1", "version=%C0%B1")) {
            var answer = raw("/v1/catalog?" + query);
            assertThat(answer).as(query).startsWith("HTTP/1.1 400 ").contains("/problems/contract_violation").doesNotContain("Exception");
        }
        assertThat(raw("/v1/catalog?version=%31")).startsWith("HTTP/1.1 200 ");
        assertThat(raw("/v1/consent-log?limit=%zz")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aMalformedPathIsTheCallersMistake() throws IOException {
        for (var customer : List.of("%", "%z", "%zz", "%00", "%2e%2e", "..", ".", "%2F", "a%2Fb", "%5c", "a;b", "a;jsessionid=1", "%252e", "%ff", "%C0%AF", "a@b.example", "%40", "a%20b", "a+b", "", "-a", "x".repeat(129), "c\u00fc", "*", "'", "\"", "<", "{}")) {
            var answer = raw("/v1/customers/" + customer + "/preferences");
            assertThat(answer.substring(0, 12)).as(customer).isIn("HTTP/1.1 400", "HTTP/1.1 404");
            assertThat(answer).as(customer).contains("application/problem+json").doesNotContain("Exception");
        }
        assertThat(raw("/v1/customers/%63-1/preferences")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aMethodCannotBeSmuggledInAField() {
        var answer = requests.ask("GET", "/v1/keys").as(given.key(Role.ADMIN)).with("X-HTTP-Method-Override", "DELETE").send();
        assertThat(answer.status()).isEqualTo(400);
    }
}
