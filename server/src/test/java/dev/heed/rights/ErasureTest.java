package dev.heed.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.HeedException;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.NotFoundException;
import dev.heed.sdk.model.ActorType;
import dev.heed.sdk.model.ConsentStatus;
import dev.heed.sdk.model.Per;
import dev.heed.sdk.model.Proof;
import dev.heed.sdk.model.ReasonCode;
import dev.heed.sdk.model.RecordKind;
import dev.heed.sdk.verify.Verifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is erased is forgotten to the last byte, and nothing that was proved is lost. */
class ErasureTest {
    private Given given;

    @BeforeEach
    void start() {
        given = Given.server();
    }

    @AfterEach
    void stop() {
        given.close();
    }

    private Asking asking(String method, String path) {
        return new Asking(given.http(), given.url(), method, path).as(given.key(Role.ADMIN));
    }

    private String export(String type) {
        return asking("GET", "/v1/consent-log").with("Accept", type).send().text();
    }

    /** Everything that the database holds on disk. */
    private String onDisk() throws IOException {
        var all = new StringBuilder();
        try (var files = Files.list(given.folder())) {
            for (var file : files.filter(path -> path.getFileName().toString().startsWith("heed.db")).toList()) {
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    /** Does what leaves traces everywhere: choices over and over, contacts, feedback, exports. */
    private void live(String id, Random random) {
        var customer = given.client(Role.APP).customers().get(id);
        for (int i = 0; i < 4; i++) {
            int max = 1 + random.nextInt(9);
            customer.preferences().change(choice -> choice.topic("offers").allow().and().atMost(max, Per.WEEK).tone(random.nextBoolean() ? "expert" : "playful")
                .by(ActorType.AGENT, "clerk-of-" + id).onDevice(ip(id), "agent of " + id)
                .because(("because of " + id + " ").repeat(1 + random.nextInt(6)).strip()));
        }
        given.client(Role.APP).contacts().record(id, "email", "order_updates");
        given.client(Role.SENDER).decisions().reserve(id, "email", "offers");
        asking("POST", "/v1/customers/" + id + "/feedback").with("Idempotency-Key", "said-by-" + random.nextInt())
            .body("application/json", "{\"verdict\":\"welcome\",\"comment\":\"said by " + id + "\"}").send();
        asking("GET", "/v1/consent-log?customerId=" + id).with("Accept", "text/csv").send();
    }

    private static String ip(String id) {
        return String.format("2001:db8:%x:%x::%x", id.hashCode() & 0xffff, id.hashCode() >>> 16, id.length());
    }

    @Test
    void noByteOfThemIsLeftInTheDatabaseItsLogOrAnExport() throws IOException {
        var random = new Random(20261122);
        var ids = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            ids.add("customer-" + Long.toHexString(random.nextLong()) + "-" + "x".repeat(random.nextInt(40)));
            live(ids.get(i), random);
        }
        var leaving = ids.stream().filter(id -> random.nextInt(3) == 0).toList();
        assertThat(onDisk()).as("what is to be erased is there before").contains(leaving).contains(leaving.stream().map(ErasureTest::ip).toList());

        for (var id : leaving) {
            var erased = given.client(Role.ADMIN).customers().get(id).erase();
            assertThat(erased.getRecords()).isGreaterThanOrEqualTo(3);
            assertThat(erased.getContacts()).isEqualTo(2);
            assertThat(erased.getFeedback()).isEqualTo(1);
            assertThat(erased.getOverwritten()).isTrue();
        }

        for (var place : List.of(onDisk(), export("application/x-ndjson"), export("text/csv"), asking("GET", "/v1/exports?limit=500").send().text(),
                asking("GET", "/v1/feedback?limit=500").send().text(), asking("GET", "/v1/consent-log?limit=500").send().text())) {
            for (var id : leaving) {
                assertThat(place.contains(id) || place.contains(ip(id))).isFalse();
            }
        }
        assertThat(onDisk()).as("the others are still there").contains(ids.stream().filter(id -> !leaving.contains(id)).toList());
    }

    @Test
    void everyOlderProofStillVerifiesAndTheVerifierSaysErased() throws IOException {
        var app = given.client(Role.APP).customers();
        app.get("stays").preferences().change(choice -> choice.topic("offers").allow().and().tone("expert"));
        app.get("leaves").preferences().change(choice -> choice.topic("offers").allow().and().atMost(2, Per.DAY).stopEverything());
        var compliance = given.client(Role.COMPLIANCE);
        var verifier = Verifier.of(compliance.ledger().key().getVerifierKey());
        var proofs = new ArrayList<Proof>();
        for (long i = 0; i < 5; i++) {
            proofs.add(compliance.consentLog().proof(i));
        }
        var receipt = asking("GET", "/v1/consent-log/4/receipt").send().text();
        var before = verifier.checkpoint(compliance.ledger().checkpoint());

        var erased = given.client(Role.ADMIN).customers().get("leaves").erase();

        assertThat(erased.getIndex()).isEqualTo(5);
        proofs.forEach(proof -> assertThat(verifier.inclusion(proof).index()).isEqualTo(proof.getIndex()));
        assertThat(verifier.receipt(receipt).index()).isEqualTo(4);
        var export = verifier.export(new ByteArrayInputStream(export("application/x-ndjson").getBytes(StandardCharsets.UTF_8)), before);
        assertThat(export.records()).isEqualTo(6);
        assertThat(export.erased()).isEqualTo(3);
        var records = compliance.consentLog().list(LogFilter.all()).stream().toList();
        assertThat(records.get(4).getCustomerId()).isNull();
        assertThat(records.get(4).getStatus()).as("the export still counts the consent").isEqualTo(ConsentStatus.GIVEN);
        assertThat(records.get(5).getKind()).isEqualTo(RecordKind.ERASURE);
        assertThat(records.get(5).getErases()).isEqualTo(3);
        assertThat(verifier.inclusion(compliance.consentLog().proof(4)).disclosed()).isEmpty();
    }

    @Test
    void nobodyMayContactThemAndNothingIsKeptOfWhoTried() throws IOException {
        var customer = given.client(Role.APP).customers().get("was-here-once");
        customer.preferences().change(choice -> choice.topic("offers").allow());
        given.client(Role.ADMIN).customers().get("was-here-once").erase();

        for (var topic : List.of("offers", "order_updates")) {
            assertThat(given.client(Role.SENDER).decisions().ask("was-here-once", "email", topic).getReasons().get(0).getCode()).isEqualTo(ReasonCode.ERASED);
            assertThat(given.client(Role.SENDER).decisions().reserve("was-here-once", "email", topic).getReservation()).isNull();
        }
        assertThat(customer.preferences().read().value().getErased()).isTrue();
        assertThat(customer.preferences().read().value().getEffective().getTopics().get("order_updates").getAllowed().getValue()).isFalse();
        assertThat(asking("POST", "/v1/audiences").with("Accept", "application/x-ndjson").body("application/json", "{\"channel\":\"email\",\"topic\":\"product_care\"}").send().text())
            .doesNotContain("was-here-once").doesNotContain("!");
        assertThatThrownBy(() -> given.client(Role.APP).contacts().record("was-here-once", "email", "order_updates")).isInstanceOf(HeedException.class).hasMessageContaining("conflict");
        assertThat(customer.contacts().stream()).isEmpty();
        assertThat(onDisk()).doesNotContain("was-here-once");
        given.restart();
        assertThat(given.client(Role.SENDER).decisions().ask("was-here-once", "email", "offers").getReasons().get(0).getCode()).isEqualTo(ReasonCode.ERASED);
    }

    @Test
    void onlyTheCustomerBeginsAnewAndWithNothingOfBefore() {
        var customer = given.client(Role.APP).customers().get("comes-back");
        customer.preferences().change(choice -> choice.topic("offers").allow());
        var etag = customer.preferences().read().etag();
        given.client(Role.ADMIN).customers().get("comes-back").erase();

        assertThatThrownBy(() -> customer.preferences().change(choice -> choice.tone("expert").by(ActorType.AGENT, "clerk")))
            .isInstanceOf(HeedException.class).hasMessageContaining("conflict");
        var token = customer.mintToken(Duration.ofMinutes(1)).getToken();
        var after = given.client(token).customers().get("comes-back").preferences().change(choice -> choice.tone("expert"));

        assertThat(after.value().getErased()).isNull();
        assertThat(after.value().getChosen().getTopics()).isNull();
        assertThat(after.etag()).isNotEqualTo(etag);
        assertThat(after.value().getVersion()).as("never a version that there was before").isGreaterThan(2);
        assertThat(given.client(token).customers().get("comes-back").history().stream()).hasSize(1);
        assertThat(given.client(Role.SENDER).decisions().ask("comes-back", "email", "order_updates").getReasons()).isEmpty();
        given.restart();
        assertThat(given.app().check(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void erasingAgainChangesNothingAndWhoWasNeverThereCannotBeErased() {
        var admin = given.client(Role.ADMIN).customers();
        admin.get("leaves").preferences().change(choice -> choice.tone("expert"));
        var first = admin.get("leaves").erase();
        var again = admin.get("leaves").erase();
        assertThat(again.getIndex()).isEqualTo(first.getIndex());
        assertThat(again.getAt()).isEqualTo(first.getAt());
        assertThat(again.getRecords()).isZero();
        assertThat(given.client(Role.COMPLIANCE).consentLog().list(LogFilter.all()).stream()).hasSize(2);
        assertThatThrownBy(() -> admin.get("was-never").erase()).isInstanceOf(NotFoundException.class);
    }

    @Test
    void whatIsMissingWithoutAnErasureStopsTheStart() {
        given.client(Role.APP).customers().get("robbed").preferences().change(choice -> choice.topic("offers").allow());
        given.client(Role.APP).customers().get("leaves").preferences().change(choice -> choice.topic("offers").allow());
        given.client(Role.ADMIN).customers().get("leaves").erase();
        assertThat(given.app().check(Integer.MAX_VALUE)).isEmpty();
        given.app().database().write(tx -> tx.handle().execute("delete from disclosure where place & 1099511627775 = 0"));
        assertThat(given.app().check(Integer.MAX_VALUE).orElseThrow()).contains("2 entries of shop disclose nothing, but 1 were erased");
        given.app().database().write(tx -> tx.handle().execute("update ledger set erased = 2"));
        assertThat(given.app().check(Integer.MAX_VALUE).orElseThrow()).as("the log itself tells").contains("2 entries of shop disclose nothing, but 1 were erased");
    }
}
