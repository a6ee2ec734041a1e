package dev.heed.consentlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import java.security.MessageDigest;
import java.util.HexFormat;
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
        assertThat(noted().get(0).get("filter")).isEmpty();
        var keys = given.client(Role.ADMIN).keys().list().stream().map(key -> key.getId().toString());
        assertThat(keys).contains(noted().get(0).get("takenBy").textValue());
    }

    @Test
    void lookingAtPagesOrAtTheHeadOfAFileTakesNone() {
        asking("GET", "/v1/consent-log").send();
        asking("HEAD", "/v1/consent-log").with("Accept", "text/csv").send();
        assertThat(noted()).isEmpty();
    }
}
