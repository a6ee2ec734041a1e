package dev.heed.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.sdk.model.Decision;
import dev.heed.sdk.model.ReasonCode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer can have the processing of their data restricted: everything but what is essential ends at once, and nothing that was chosen is lost. */
class RestrictionTest {
    private Given given;

    @BeforeEach
    void start() {
        given = Given.server();
        given.client(Role.APP).customers().get("c-1").preferences().change(choice -> choice.topic("offers").allow().and().purpose("recommendations").allow());
    }

    @AfterEach
    void stop() {
        given.close();
    }

    private List<ReasonCode> against(String topic, String... purposes) {
        Decision decision = given.client(Role.SENDER).decisions().ask("c-1", "email", topic, question -> question.purposes(purposes));
        return decision.getReasons().stream().map(reason -> reason.getCode()).toList();
    }

    @Test
    void itBindsTheVeryNextDecisionAndSparesOnlyWhatIsEssential() {
        assertThat(against("offers", "recommendations")).isEmpty();
        var token = given.client(Role.APP).customers().get("c-1").mintToken(Duration.ofMinutes(1)).getToken();
        given.client(token).customers().get("c-1").preferences().change(choice -> choice.restrictProcessing());

        assertThat(against("offers")).containsExactly(ReasonCode.RESTRICTED);
        assertThat(against("product_care")).containsExactly(ReasonCode.RESTRICTED);
        assertThat(against("order_updates")).isEmpty();
        assertThat(against("order_updates", "recommendations")).containsExactly(ReasonCode.RESTRICTED);
    }

    @Test
    void theDocumentShowsWhatItEndsAndKeepsWhatWasChosen() {
        var preferences = given.client(Role.APP).customers().get("c-1").preferences();
        var restricted = preferences.change(choice -> choice.restrictProcessing()).value();
        assertThat(restricted.getEffective().getRestricted().getValue()).isTrue();
        assertThat(restricted.getEffective().getTopics().get("offers").getChannels().values()).allMatch(channel -> !channel.getValue());
        assertThat(restricted.getEffective().getTopics().get("order_updates").getChannels().values()).anyMatch(channel -> channel.getValue());
        assertThat(restricted.getEffective().getPurposes().get("recommendations").getAllowed().getValue()).isFalse();
        assertThat(restricted.getChosen().getPurposes().get("recommendations").getAllowed()).isTrue();

        preferences.change(choice -> choice.liftRestriction());
        assertThat(against("offers", "recommendations")).isEmpty();
    }
}
