package dev.heed.consentlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.model.NotedExport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every file that leaves is noted: who took it, what it is, and whether it was whole. */
class ExportsTest {
    private Given given;

    @BeforeEach
    void start() {
        given = Given.server();
        Given.fill(given.app(), Given.SHOP, 3);
    }

    @AfterEach
    void stop() {
        given.close();
    }

    private Asking asking(String method, String path) {
        return new Asking(given.http(), given.url(), method, path).as(given.key(Role.COMPLIANCE));
    }

    private JsonNode noted() {
        return asking("GET", "/v1/exports").send().json().get("items");
    }

    @Test
    void aFileIsKnownAgainByItsHash() throws Exception {
        var file = asking("GET", "/v1/consent-log?kind=consent&treeSize=11").with("Accept", "text/csv").send().body();
        var noted = noted();
        assertThat(noted).hasSize(1);
        assertThat(noted.get(0).get("sha256").textValue()).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        assertThat(noted.get(0).get("bytes").longValue()).isEqualTo(file.length);
        assertThat(noted.get(0).get("records").longValue()).isEqualTo(2);
        assertThat(noted.get(0).get("treeSize").longValue()).isEqualTo(11);
        assertThat(noted.get(0).get("filter").toString()).isEqualTo("{\"kind\":\"consent\"}");
        assertThat(noted.get(0).get("format").textValue()).isEqualTo("csv");
        assertThat(noted.get(0).get("content").textValue()).isEqualTo("consent_log");
    }

    @Test
    void oneCustomersFileNamesTheCustomerAndTheKeyThatTookIt() {
        asking("GET", "/v1/consent-log?customerId=c-1").with("Accept", "application/x-ndjson").send();
        assertThat(noted().get(0).get("customerId").textValue()).isEqualTo("c-1");
        assertThat(noted().get(0).get("filter").toString()).isEqualTo("{\"oneCustomer\":true}");
        var keys = given.client(Role.ADMIN).keys().list().stream().map(key -> key.getId().toString());
        assertThat(keys).contains(noted().get(0).get("takenBy").textValue());
    }

    @Test
    void lookingAtPagesOrAtTheHeadOfAFileTakesNone() {
        asking("GET", "/v1/consent-log").send();
        asking("HEAD", "/v1/consent-log").with("Accept", "text/csv").send();
        assertThat(noted()).isEmpty();
    }

    @Test
    void aFileAboutSomebodyUnknownIsNotTakenForEverybodys() {
        asking("GET", "/v1/consent-log?customerId=nobody").with("Accept", "text/csv").send();
        assertThat(noted().get(0).has("customerId")).isFalse();
        assertThat(noted().get(0).at("/filter/oneCustomer").booleanValue()).isTrue();
        assertThat(noted().get(0).get("records").longValue()).isZero();
    }

    @Test
    void theRestOfAFileIsAFileOfItsOwn() {
        asking("GET", "/v1/consent-log?after=9").with("Accept", "text/csv").send();
        assertThat(noted().get(0).at("/filter/after").textValue()).isEqualTo("9");
        assertThat(noted().get(0).get("records").longValue()).isEqualTo(2);
    }

    @Test
    void aFileThatBrokeOffStaysNotedWithoutAnEnd() throws IOException {
        Given.fill(given.app(), Given.SHOP, 4_000);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), given.app().port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream().write(("GET /v1/consent-log HTTP/1.1\r\nHost: localhost\r\nAccept: application/x-ndjson\r\nAuthorization: Bearer "
                + given.key(Role.COMPLIANCE) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().readNBytes(10_000)).startsWith("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
        }
        // Waits for what is in flight.
        given.restart();
        assertThat(noted()).hasSize(1);
        for (var member : List.of("endedAt", "records", "bytes", "sha256")) {
            assertThat(noted().get(0).has(member)).as(member).isFalse();
        }
    }

    @Test
    void theSdkListsThemNewestFirst() {
        for (int size = 1; size <= 5; size++) {
            asking("GET", "/v1/consent-log?treeSize=" + size).with("Accept", "text/csv").send();
        }
        var list = given.client(Role.COMPLIANCE).exports().list();
        assertThat(list.inPagesOf(2).stream().map(NotedExport::getTreeSize)).containsExactly(5L, 4L, 3L, 2L, 1L);
        assertThat(list.stream().map(NotedExport::getEndedAt)).doesNotContainNull();
    }
}
