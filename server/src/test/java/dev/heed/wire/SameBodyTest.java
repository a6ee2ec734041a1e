package dev.heed.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whether the same bytes came before, from whomever, makes no difference to an answer. */
class SameBodyTest {
    private static final String CHOOSES = "{\"chosen\":{\"tone\":\"plain\",\"contactHours\":[{\"days\":[\"mon\"],\"from\":\"09:00\",\"to\":\"17:00\"}]}}";
    private static Given given;

    @BeforeAll
    static void start() {
        given = Given.server();
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static RawHttp.Answer patch(String path, String body) {
        return RawHttp.send(given.app().port(), "PATCH " + path + " HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + given.key(Role.APP)
            + "\r\nContent-Type: application/merge-patch+json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
    }

    @Test
    void theSameChoiceOfManyCustomersIsEachOnesOwn() {
        for (int customer = 0; customer < 3; customer++) {
            var answer = patch("/v1/customers/same-" + customer + "/preferences", CHOOSES);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("customerId").textValue()).isEqualTo("same-" + customer);
            assertThat(answer.json().at("/chosen/contactHours/0/from").textValue()).isEqualTo("09:00");
        }
        var other = patch("/v1/customers/same-0/preferences", CHOOSES.replace("09:00", "08:00"));
        assertThat(other.json().at("/chosen/contactHours/0/from").textValue()).isEqualTo("08:00");
        assertThat(patch("/v1/customers/same-1/preferences", CHOOSES).json().at("/chosen/contactHours/0/from").textValue()).isEqualTo("09:00");
    }

    @Test
    void whatTheContractRefusesIsRefusedEachTimeWithTheSameFaults() {
        var wrong = "{\"chosen\":{\"tone\":7,\"more\":true}}";
        var first = patch("/v1/customers/same-0/preferences", wrong);
        assertThat(first.status()).isEqualTo(400);
        assertThat(first.json().get("errors")).isNotEmpty();
        assertThat(patch("/v1/customers/same-1/preferences", wrong).json().get("errors")).isEqualTo(first.json().get("errors"));
        assertThat(patch("/v1/customers/same-1/preferences", "{").status()).isEqualTo(400);
        assertThat(patch("/v1/customers/same-1/preferences", "{").status()).isEqualTo(400);
    }

    @Test
    void whatOneOperationTakesAnotherNeedNot() {
        assertThat(patch("/v1/customers/same-2/preferences", CHOOSES).status()).isEqualTo(200);
        assertThat(patch("/v1/nothing", CHOOSES).status()).isEqualTo(404);
    }
}
