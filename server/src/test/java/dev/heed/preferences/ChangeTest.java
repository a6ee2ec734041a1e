package dev.heed.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.sdk.model.Per;
import dev.heed.sdk.verify.Verifier;
import org.junit.jupiter.api.Test;

/** What a customer may rely on when changing preferences. */
class ChangeTest {
    @Test
    void aChoiceIsTakenRecordedProvedAndReadBack() {
        try (var given = Given.server()) {
            var preferences = given.client(Role.APP).customers().get("c-42").preferences();

            var changed = preferences.change(choice -> choice.topic("offers").allow().and().channel("email").atMost(1, Per.WEEK));

            assertThat(changed.value().getVersion()).isEqualTo(1);
            assertThat(preferences.read().value()).isEqualTo(changed.value());
            var audit = given.client(Role.COMPLIANCE);
            var verifier = Verifier.of(audit.ledger().key().getVerifierKey());
            audit.consentLog().list(dev.heed.sdk.LogFilter.all()).forEach(record ->
                assertThat(verifier.inclusion(audit.consentLog().proof(record.getIndex())).disclosed().get("customerId").textValue()).isEqualTo("c-42"));
        }
    }
}
