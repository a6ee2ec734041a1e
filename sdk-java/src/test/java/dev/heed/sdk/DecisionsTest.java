package dev.heed.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heed.sdk.model.Audience;
import dev.heed.sdk.model.Caller;
import dev.heed.sdk.model.Contact;
import dev.heed.sdk.model.ContactState;
import dev.heed.sdk.model.Decision;
import dev.heed.sdk.model.Overflow;
import dev.heed.sdk.model.ReasonCode;
import dev.heed.sdk.model.Verdict;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Asking before a contact, and telling what became of it. */
class DecisionsTest {
    private static final UUID ID = UUID.fromString("019a8c2e-7b1d-7a52-9c41-0b1f6f1f2a3c");
    private static final Instant SATURDAY = Instant.parse("2026-12-05T09:30:00Z");
    private static final String SENT = "{\"contactId\":\"" + ID + "\",\"channel\":\"email\",\"topic\":\"offers\","
            + "\"state\":\"sent\",\"at\":\"2026-03-01T12:00:00.000Z\",\"explanation\":\"Sent: offers.\"}";

    private final Stage stage = new Stage();
    private final HeedClient client = stage.client();

    @AfterEach
    void close() {
        client.close();
        stage.close();
    }

    @Test
    void aQuestionSaysOnlyWhatItWasTold() {
        stage.then(200, Samples.ALLOWED).then(200, Samples.ALLOWED);
        client.decisions().ask("c-42", "email", "offers");
        assertThat(stage.last().method + stage.last().target).isEqualTo("POST/v1/decisions");
        assertThat(stage.last().body)
                .isEqualTo("{\"customerId\":\"c-42\",\"channel\":\"email\",\"topic\":\"offers\"}");

        client.decisions().ask("c-42", "voice", "offers",
                q -> q.purposes("recommendations").caller(Caller.HUMAN).at(SATURDAY));
        assertThat(stage.last().body).isEqualTo("{\"customerId\":\"c-42\",\"channel\":\"voice\",\"topic\":\"offers\","
                + "\"purposes\":[\"recommendations\"],\"caller\":\"human\",\"at\":\"2026-12-05T09:30:00.000Z\"}");
    }

    @Test
    void aRefusalNamesItsReasons() {
        stage.then(200, Samples.DENIED);
        Decision decision = client.decisions().ask("c-42", "email", "offers");
        assertThat(decision.getDecision()).isEqualTo(Verdict.DENY);
        assertThat(decision.getReasons()).extracting(reason -> reason.getCode())
                .containsExactly(ReasonCode.PAUSED, ReasonCode.UNKNOWN_DEFAULT_OPEN_API);
        assertThat(decision.getAllowedFrom()).isEqualTo(SATURDAY);
        assertThat(decision.getOnOverflow()).isEqualTo(Overflow.HOLD);
        assertThat(decision.getAlternatives()).containsExactly("push", "post");
        assertThat(decision.getReservation()).isNull();
    }

    @Test
    void aVerdictThatThisSdkDoesNotKnowIsNoYes() {
        stage.then(200, Samples.ALLOWED.replace("\"allow\"", "\"perhaps\""));
        assertThat(client.decisions().ask("c-42", "email", "offers").getDecision()).isNotEqualTo(Verdict.ALLOW);
    }

    @Test
    void aReservationIsOneIntentHoweverOftenItIsTried() {
        stage.thenHangUp().then(503, "").then(200, Samples.ALLOWED);
        Decision decision =
                client.decisions().withIdempotencyKey("campaign 7, c-42").reserve("c-42", "email", "offers");
        assertThat(decision.getReservation().getContactId()).isEqualTo(ID);
        assertThat(stage.asked).hasSizeGreaterThanOrEqualTo(3)
                .allMatch(a -> a.header("Idempotency-Key").equals("\"campaign 7, c-42\""))
                .allMatch(a -> a.body.endsWith("\"reserve\":true}"));
    }

    @Test
    void aContactIsConfirmedAndReleasedById() {
        stage.then(200, SENT).then(409, Samples.problem("conflict", 409));
        assertThat(client.contacts().confirm(ID).getState()).isEqualTo(ContactState.SENT);
        assertThat(stage.last().method + stage.last().target).isEqualTo("POST/v1/contacts/" + ID + "/confirm");
        assertThat(stage.last().header("Idempotency-Key")).isNotNull();

        HeedException e = catchThrowableOfType(HeedException.class, () -> client.contacts().release(ID));
        assertThat(e.kind()).isEqualTo("conflict");
        assertThat(stage.last().target).isEqualTo("/v1/contacts/" + ID + "/release");
    }

    @Test
    void aContactMadeWithoutAskingIsRecorded() {
        stage.then(201, SENT).then(201, SENT).then(201, SENT);
        client.contacts().record("c-42", "email", "offers");
        assertThat(stage.last().body)
                .isEqualTo("{\"customerId\":\"c-42\",\"channel\":\"email\",\"topic\":\"offers\"}");
        client.contacts().record("c-42", "email", "offers", SATURDAY);
        assertThat(stage.last().body).endsWith("\"at\":\"2026-12-05T09:30:00.000Z\"}");
        client.contacts().withIdempotencyKey("call 7").record("c-42", "voice", "offers", c -> c.caller(Caller.HUMAN));
        assertThat(stage.last().body).endsWith("\"caller\":\"human\"}");
        assertThat(stage.last().header("Idempotency-Key")).isEqualTo("\"call 7\"");
    }

    @Test
    void whatWasSentAndWithheldIsListedPageByPage() {
        stage.then(200, "{\"items\":[" + SENT + "],\"next\":\"a\"}").then(200, "{\"items\":[]}");
        assertThat(client.customers().get("c-42").contacts().inPagesOf(1).stream().map(Contact::getExplanation))
                .containsExactly("Sent: offers.");
        assertThat(stage.asked).extracting(a -> a.target).containsExactly(
                "/v1/customers/c-42/contacts?limit=1", "/v1/customers/c-42/contacts?limit=1&cursor=a");
    }

    @Test
    void anAudienceIsCounted() {
        stage.then(200, "{\"customers\":5,\"allowed\":3,\"denied\":2,\"reasons\":{\"paused\":2,\"too_loud\":1}}");
        Audience audience = client.decisions().audience("email", "offers", q -> q.purposes("recommendations"));
        assertThat(audience.getAllowed()).isEqualTo(3);
        assertThat(audience.getReasons()).containsEntry("paused", 2L).containsEntry("too_loud", 1L);
        assertThat(stage.last().header("Accept")).isEqualTo("application/json");
        assertThat(stage.last().body)
                .isEqualTo("{\"channel\":\"email\",\"topic\":\"offers\",\"purposes\":[\"recommendations\"]}");
    }

    @Test
    void theMembersOfAnAudienceAreReadFromTheConnection() {
        stage.then(200, "{\"customerId\":\"a b\"}\n{\"customerId\":\"ü\",\"later\":1}\n").then(200, "{}\n");
        try (Members members = client.decisions().audienceMembers("email", "offers")) {
            assertThat(members.customerIds()).containsExactly("a b", "ü");
        }
        assertThat(stage.last().method + stage.last().target).isEqualTo("POST/v1/audiences");
        assertThat(stage.last().header("Accept")).isEqualTo("application/x-ndjson");
        assertThat(stage.last().body).isEqualTo("{\"channel\":\"email\",\"topic\":\"offers\"}");
        try (Members members = client.decisions().audienceMembers("email", "offers")) {
            assertThatThrownBy(() -> members.customerIds().count()).isInstanceOf(HeedException.class);
        }
    }

    @Test
    void anAudienceThatBreaksOffNeverLooksComplete() {
        stage.then(exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"customerId\":\"a\"}\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        });
        try (Members members = client.decisions().audienceMembers("email", "offers")) {
            assertThatThrownBy(() -> members.customerIds().forEach(id -> {})).isInstanceOf(UncheckedIOException.class);
        }
    }
}
