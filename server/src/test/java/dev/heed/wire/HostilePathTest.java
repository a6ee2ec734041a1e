package dev.heed.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids of customers and other parameters, in a path or a query, that are none: refused, and never a way to somewhere else. */
class HostilePathTest {
    private static Given given;

    @BeforeAll
    static void serve() {
        given = Given.server();
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    static Stream<String> idsThatAreNone() {
        return Stream.of("", "%20", "+", "%2B", ".", "..", "...", "%2e", "%2e%2e", ".%2e", "..%00", ".hidden", "-dash", "_low", "~tilde", ":colon", "a%2Fb", "a%2fb", "%2F", "a%5Cb", "..%2F..%2Fetc%2Fpasswd",
            "..%5C..%5Cwindows", "%252e%252e", "a%252Fb", "%00", "a%00", "a%00.json", "%0a", "c-1%0a", "c-1%0A", "c-1%0d%0aX:%20y", "c-1%09", "c-1%20", "%20c-1", "c-1%7f", "c-1%85", "c-1%c2%85", "c-1%e2%80%a8",
            "@", "%40", "a@b.example", "a%40b.example", "a,b", "a;b", "a;v=1", "a%3Bb", "a=b", "a&b", "a$b", "a!b", "a*b", "a'b", "a%22b", "a(b)", "a%3Cb%3E", "<script>", "%3Cscript%3E", "a[b]", "a{b}", "a|b", "a^b", "a`b",
            "%C3%BC", "c%C3%BC", "%D1%81-1", "%EF%BC%A1", "%F0%9F%8D%8B", "%E2%80%AEc", "c%E2%80%8B", "e%CC%81", "\u00fc", "a%ff", "a%c0%ae", "%u0041", "%", "%4", "%zz", "a%", "a" + "b".repeat(128), "a".repeat(1_000), "%41".repeat(129),
            "' or 1=1 --", "'%20or%201=1%20--", "1%3Bdrop%20table%20entry", "$%7Bjndi:ldap:%2F%2F127.0.0.1%2Fa%7D", "%7B%7B7*7%7D%7D", "null%00", "c-1#x", "c-1%23", "%3F", "\\", "//", "/", "c-1/", "c-1//");
    }

    @ParameterizedTest
    @MethodSource("idsThatAreNone")
    void whatIsNoCustomerIdIsNotFoundOrRefused(String id) {
        for (var path : List.of("/preferences", "/history", "/consents")) {
            var answer = RawHttp.send(given.app().port(), RawHttp.get("/v1/customers/" + id + path, "Authorization: Bearer " + given.key(Role.ADMIN)));
            answer.isProblem(400, 404);
        }
        RawHttp.send(given.app().port(), RawHttp.request("PATCH", "/v1/customers/" + id + "/preferences", "{\"chosen\":{\"stopped\":true}}",
            "Authorization: Bearer " + given.key(Role.ADMIN), "Content-Type: application/merge-patch+json")).isProblem(400, 404);
        assertThat(given.app().ledgerSize(given.app().brand(Given.SHOP).orElseThrow())).isZero();
    }

    @Test
    void everyCharacterThatAnIdMayHaveIsKept() {
        for (var id : List.of("c-42", "0", "A.b_c~d:e-f", "a".repeat(128), "%63-42", "a%3Ab")) {
            var answer = RawHttp.send(given.app().port(), RawHttp.get("/v1/customers/" + id + "/preferences", "Authorization: Bearer " + given.key(Role.ADMIN)));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("customerId").textValue()).isEqualTo(id.replace("%63", "c").replace("%3A", ":"));
        }
    }

    static Stream<String> placesThatAreNone() {
        return Stream.of("/v1/consent-log/-1", "/v1/consent-log/x", "/v1/consent-log/1.0", "/v1/consent-log/0x1", "/v1/consent-log/1e3", "/v1/consent-log/%2B1", "/v1/consent-log/99999999999999999999", "/v1/consent-log/9223372036854775807",
            "/v1/consent-log/999999999999999999", "/v1/consent-log/999999999999999999/proof", "/v1/consent-log/1099511627776", "/v1/consent-log/1099511627775/proof", "/v1/consent-log/%00",
            "/v1/consent-log?limit=0", "/v1/consent-log?limit=501", "/v1/consent-log?limit=-1", "/v1/consent-log?limit=x", "/v1/consent-log?limit=", "/v1/consent-log?limit=1&limit=2", "/v1/consent-log?LIMIT=1", "/v1/consent-log?limit[]=1",
            "/v1/consent-log?cursor=x", "/v1/consent-log?cursor=" + "A".repeat(300), "/v1/consent-log?cursor=" + "A".repeat(301), "/v1/consent-log?cursor=%F0%9F%8D%8B", "/v1/consent-log?treeSize=1", "/v1/consent-log?treeSize=-1",
            "/v1/consent-log?treeSize=18446744073709551616", "/v1/consent-log?from=yesterday", "/v1/consent-log?from=2026-02-30T00:00:00Z", "/v1/consent-log?from=2026-01-01T00:00:00Z;drop", "/v1/consent-log?from=2016-12-31T23:59:60Z",
            "/v1/consent-log?customerId=a@b", "/v1/consent-log?customerId=..", "/v1/consent-log?setting=topic:", "/v1/consent-log?kind=CONSENT", "/v1/consent-log?status=maybe", "/v1/consent-log?source=fax",
            "/v1/consent-log?sort=index", "/v1/consent-log?%00=1", "/v1/consent-log?limit=%zz", "/v1/consent-log?limit=%ff",
            "/v1/ledger/tile/0/000", "/v1/ledger/tile/0/000.p/1", "/v1/ledger/tile/entries/000", "/v1/ledger/tile/64/000", "/v1/ledger/tile/-1/000", "/v1/ledger/tile/0/x999/x999/x999/x999/x999/999", "/v1/ledger/tile/0/999.p/255",
            "/v1/ledger/tile/0/x999/x999/x999/x999/x999/x999/x999/999", "/v1/ledger/tile/0/000.p/0", "/v1/ledger/tile/0/000.p/256", "/v1/ledger/tile/0/000.p/999", "/v1/ledger/tile/../checkpoint", "/v1/ledger/tile/0", "/v1/ledger/tile/",
            "/v1/ledger/consistency", "/v1/ledger/consistency?from=0", "/v1/ledger/consistency?from=1", "/v1/ledger/consistency?from=2&to=1", "/v1/ledger/consistency?from=1&to=999999999999999999",
            "/v1/catalog?version=0", "/v1/catalog?version=2", "/v1/catalog?version=999999999999999999", "/v1/customers/c-1/preferences?asOf=2999-01-01T00:00:00Z", "/v1/customers/c-1/preferences?asOf=x",
            "/v1/customers/c-1/preferences?asOf=2016-12-31T23:59:60Z", "/v1/customers/c-1/history?limit=9999999999", "/v1/customers/c-1/history?cursor=AAAA", "/problems/nope", "/problems/..", "/problems/NOT_FOUND", "/docs/../openapi.yaml",
            "/docs/%2e%2e/logback.xml", "/logback.xml", "/db/001_first.sql", "/META-INF/MANIFEST.MF", "/openapi.yaml/", "/.env", "/.git/config");
    }

    @ParameterizedTest
    @MethodSource("placesThatAreNone")
    void whatIsNowhereIsNotFoundOrRefused(String path) {
        RawHttp.send(given.app().port(), RawHttp.get(path, "Authorization: Bearer " + given.key(Role.ADMIN))).isProblem(400, 404);
    }

    static Stream<String> credentialsThatAreNone() {
        return Stream.of("", "Bearer", "Bearer ", "Bearer x", "bearer heed_admin_x", "Basic YTpi", "Bearer null", "Bearer undefined", "Bearer heed_admin_" + "A".repeat(1_000), "Bearer \u00fc", "Bearer a b", "Bearer a, Bearer b",
            "Bearer eyJhbGciOiJub25lIn0.e30.", "Bearer ..", "Bearer a.b.c", "Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA", "Bearer " + "a.".repeat(2_000), "Bearer ' or 1=1 --", "Bearer %00", "Digest username=\"a\"", "Bearer\theed", "Token x");
    }

    @ParameterizedTest
    @MethodSource("credentialsThatAreNone")
    void whatIsNoCredentialOpensNothing(String credential) {
        assertThat(RawHttp.send(given.app().port(), RawHttp.get("/v1/catalog", "Authorization: " + credential)).isProblem(401).fields()).containsEntry("WWW-Authenticate", "Bearer");
        RawHttp.send(given.app().port(), RawHttp.get("/v1/catalog")).isProblem(401);
    }

    static Stream<String> fieldsThatAreNone() {
        return Stream.of("Idempotency-Key: ", "Idempotency-Key: " + "a".repeat(103), "Idempotency-Key: \u00fc", "Idempotency-Key: a\tb", "If-Match: " + "\"a\",".repeat(60), "Accept: text/html", "Accept: application/xml;q=1");
    }

    @ParameterizedTest
    @MethodSource("fieldsThatAreNone")
    void aFieldThatTheContractRefusesChangesNothing(String field) {
        RawHttp.send(given.app().port(), RawHttp.request("PATCH", "/v1/customers/c-1/preferences", "{\"chosen\":{\"stopped\":true}}", "Authorization: Bearer " + given.key(Role.ADMIN),
            "Content-Type: application/merge-patch+json", field)).isProblem(400, 406);
        assertThat(given.app().ledgerSize(given.app().brand(Given.SHOP).orElseThrow())).isZero();
    }
}
