package dev.heed.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.EvidenceProfile;
import dev.heed.sdk.verify.VerificationException;
import dev.heed.sdk.verify.Verifier;
import dev.heed.store.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package that could not be what was asked for is refused before its first byte. */
class RefusedTest {
    private static Given given;
    private static String checkpoint;

    @BeforeAll
    static void start() {
        given = Given.server();
        given.brand("rival");
        Given.fill(given.app(), Given.SHOP, 3);
        Given.fill(given.app(), "rival", 3);
        checkpoint = given.client(Role.COMPLIANCE).ledger().checkpoint();
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static void refused(String pointer, String sentence, String body) {
        var answer = new Asking(given.http(), given.url(), "POST", "/v1/evidence").as(given.key(Role.COMPLIANCE)).body("application/json", body).send();
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.kind()).isEqualTo("contract_violation");
        assertThat(answer.pointers()).contains(pointer);
        assertThat(answer.text()).contains(sentence);
    }

    private static String earlier(String note) {
        return Json.object().put("profile", "regulator").put("earlier", note).toString();
    }

    @Test
    void aSubjectsAccessNamesItsSubject() {
        refused("/customerId", "say which", "{\"profile\":\"subject_access\"}");
    }

    @Test
    void aProfileIsOneOfThree() {
        refused("", "profile", "{}");
        refused("/profile", "profile", "{\"profile\":\"press\"}");
    }

    @Test
    void theLogIsNotLargerThanItIs() {
        refused("/treeSize", "12 entries", "{\"profile\":\"regulator\",\"treeSize\":13}");
    }

    @Test
    void anEarlierCheckpointIsThisLogsAndSignedByItsKey() {
        refused("/earlier", "no checkpoint of this log", earlier("nonsense"));
        refused("/earlier", "no checkpoint of this log", earlier(checkpoint.replace("\n12\n", "\n11\n")));
        refused("/earlier", "no checkpoint of this log", earlier(given.client(given.key("rival", Role.COMPLIANCE)).ledger().checkpoint()));
        refused("/earlier", "no checkpoint of this log", earlier(checkpoint.substring(0, checkpoint.indexOf("\n\n") + 2)));
        refused("/earlier", "8 entries at most", "{\"profile\":\"regulator\",\"treeSize\":8,\"earlier\":" + Json.object().textNode(checkpoint) + "}");
    }

    @Test
    void theSealOfAPackageIsNoCheckpoint(@TempDir Path folder) {
        var zip = Unpacked.take(given.client(Role.COMPLIANCE).evidence().make(EvidenceProfile.REGULATOR, LogFilter.all()), folder);
        refused("/earlier", "no checkpoint of this log", earlier(Unpacked.of(zip).text("seal")));
        var verifier = Verifier.of(given.client(Role.COMPLIANCE).ledger().key().getVerifierKey());
        assertThatThrownBy(() -> verifier.checkpoint(Unpacked.of(zip).text("seal"))).isInstanceOf(VerificationException.class);
    }

    @Test
    void aWitnesssSignatureBesideTheKeysIsFine() {
        var witnessed = checkpoint + "\u2014 witness.example AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
        assertThat(new Asking(given.http(), given.url(), "POST", "/v1/evidence").as(given.key(Role.COMPLIANCE)).body("application/json", earlier(witnessed)).send().status()).isEqualTo(200);
    }
}
