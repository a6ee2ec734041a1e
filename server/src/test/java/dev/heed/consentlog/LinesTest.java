package dev.heed.consentlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A line that is written straight from what is stored is, byte for byte, the record and its proof as they are served one by one. */
class LinesTest {
    private static final List<String> TEXTS = List.of("\u0001\u001f\b\f\n\r\t\"\\/", "😀ü\u2028\u007f", "\\u001F", "=1\n+2", "a", "{\"a\":[1,2]}", "'");
    private static final List<String> CHOSEN = List.of("{\"stopped\":true}", "{\"stopped\":null}", "{\"tone\":\"friendly\"}", "{\"frequency\":{\"per\":\"week\",\"max\":3}}",
        "{\"contactHours\":[{\"to\":\"12:00\",\"from\":\"09:00\",\"days\":[\"sat\",\"sun\"]}],\"timeZone\":\"Europe/Berlin\"}", "{\"topics\":{\"offers\":{\"channels\":{\"email\":true}}}}",
        "{\"topics\":{\"offers\":{\"allowed\":true}}}", "{\"topics\":{\"offers\":{\"allowed\":false}}}", "{\"purposes\":{\"recommendations\":{\"allowed\":true}}}", "{\"topics\":{\"offers\":null}}");

    private static Given given;

    @BeforeAll
    static void start() throws Exception {
        given = Given.server();
        for (int i = 0; i < CHOSEN.size() * TEXTS.size(); i++) {
            var circumstances = Json.object().put("language", i % 2 == 0 ? "de" : "en").put("surface", "widget");
            if (i % 3 > 0) {
                circumstances.put("reason", TEXTS.get(i % TEXTS.size())).put("userAgent", TEXTS.get((i + 1) % TEXTS.size()));
            }
            if (i % 3 > 1) {
                circumstances.put("actor", "agent").put("actorId", TEXTS.get((i + 2) % TEXTS.size())).put("ip", "2001:db8::1");
            }
            var body = Json.object();
            body.set("chosen", Json.read(CHOSEN.get(i % CHOSEN.size()).getBytes(StandardCharsets.UTF_8)));
            body.set("circumstances", circumstances);
            var changed = asking("PATCH", "/v1/customers/c-" + i % TEXTS.size() + "/preferences").as(given.key(Role.APP)).body("application/merge-patch+json", body.toString()).send();
            assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + given.folder().resolve("heed.db")); var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("delete from disclosure where place % 7 = 3")).isGreaterThan(5);
        }
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Asking asking(String method, String path) {
        return new Asking(given.http(), given.url(), method, path).as(given.key(Role.COMPLIANCE));
    }

    private static ObjectNode object(byte[] json) {
        return (ObjectNode) Json.read(json);
    }

    @Test
    void aLineOfJsonIsTheRecordWithItsEntryAndItsDisclosures() {
        var lines = asking("GET", "/v1/consent-log").with("Accept", "application/x-ndjson").send().text().split("\n");
        assertThat(lines.length).isGreaterThan(40);
        for (int index = 0; index < lines.length - 1; index++) {
            var tree = object(asking("GET", "/v1/consent-log/" + index).send().body());
            var proof = asking("GET", "/v1/consent-log/" + index + "/proof").send().json();
            tree.set("entry", proof.get("entry"));
            tree.set("disclosures", proof.get("disclosures"));
            assertThat(lines[index]).isEqualTo(new String(Json.bytes(tree), StandardCharsets.UTF_8));
        }
    }

    @Test
    void aLineOfCellsHoldsAllThatTheRecordHas() {
        var rows = Csv.parse(asking("GET", "/v1/consent-log").with("Accept", "text/csv").send().text());
        assertThat(rows.get(0)).containsExactly("index", "id", "kind", "setting_type", "setting_id", "setting_channel", "status", "previous_status", "legal_basis", "notice_id", "notice_version",
            "notice_language", "notice_sha256", "surface", "actor", "catalog_version", "occurred_at", "recorded_at", "erases", "customer_id", "change_id", "preferences_version", "value", "actor_id", "ip",
            "user_agent", "reason", "entry_hash");
        for (var row : rows.subList(1, rows.size())) {
            var record = asking("GET", "/v1/consent-log/" + row.get(0)).send().json();
            for (int column = 0; column < row.size(); column++) {
                var name = rows.get(0).get(column);
                assertThat(Csv.text(row.get(column))).as("%s of record %s", name, row.get(0)).isEqualTo(text(name, record));
                assertThat(row.get(column)).isEqualTo(Csv.neutral(text(name, record)));
            }
        }
    }

    /** {@code notice_version} is the version of the notice, {@code recorded_at} is recordedAt. */
    private static String text(String column, JsonNode record) {
        if (column.equals("value")) {
            return record.has("value") ? record.get("value").toString() : "";
        }
        if (column.startsWith("notice_") || column.startsWith("setting_")) {
            return record.at("/" + column.replace('_', '/')).asText("");
        }
        var member = new StringBuilder();
        for (var word : column.split("_")) {
            member.append(member.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        return record.path(member.toString()).asText("");
    }
}
