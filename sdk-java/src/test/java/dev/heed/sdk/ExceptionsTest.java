package dev.heed.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures tell everything to the program and nothing secret to the log. */
class ExceptionsTest {
    private final Stage stage = new Stage();
    private final HeedClient client = stage.builder().retries(0).build();

    @AfterEach
    void close() {
        client.close();
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidException", "401, NotAllowedException", "403, NotAllowedException", "404, NotFoundException",
        "409, HeedException", "412, StaleException", "413, InvalidException", "415, InvalidException",
        "422, InvalidException", "429, RateLimitedException", "500, HeedException", "503, UnavailableException"
    })
    void everyStatusHasItsException(int status, String expected) {
        stage.then(status, Samples.problem("some_kind", status));
        HeedException e = failure();
        assertThat(e.getClass().getSimpleName()).isEqualTo(expected);
        assertThat(e.kind()).isEqualTo("some_kind");
        assertThat(e.status()).isEqualTo(status);
    }

    @Test
    void everyFaultIsThereWithItsPointer() {
        stage.then(422, Samples.PROBLEM, "Request-Id", "019a8c2e7b1d7a529c410b1f6f1f2a3c");
        HeedException e = failure();
        assertThat(e.faults()).extracting("pointer").containsExactly("/chosen/topics/ofers", "/chosen/tone");
        assertThat(e.detail()).contains("jane");
        assertThat(e).hasMessage("catalog_violation (422), faults: 2, request 019a8c2e7b1d7a529c410b1f6f1f2a3c");
    }

    @Test
    void noStackTraceHoldsABodyATokenOrACustomer() {
        stage.then(422, Samples.PROBLEM)
                .then(500, "<html>jane.doe@example.com</html>", "Request-Id", "x\njane")
                .then(400, "{\"type\":\"/problems/jane.doe@example.com\",\"status\":\"jane\"}")
                .then(200, "{\"version\":\"jane.doe@example.com\"}")
                .then(200, "jane.doe@example.com")
                .thenHangUp();
        for (int call = 0; call < 6; call++) {
            assertThat(trace(failure())).doesNotContain("jane").doesNotContain("heed_app_secret").doesNotContain("c-secret");
        }
    }

    @Test
    void aCredentialThatCannotBeSentIsNotRepeated() {
        try (HeedClient broken = stage.builder().credential("heed_app_secret\nx").build()) {
            Throwable e = catchThrowableOfType(RuntimeException.class, () -> broken.catalog().read());
            assertThat(trace(e)).doesNotContain("heed_app_secret");
        }
    }

    @Test
    void anAnswerThatIsNotAProblemStillHasAKind() {
        stage.then(500, "oops");
        assertThat(failure().kind()).isEqualTo("http_500");
    }

    @Test
    void anUnreadableAnswerIsAHeedException() {
        stage.then(200, "{\"version\":");
        assertThat(failure().kind()).isEqualTo("unreadable_answer");
    }

    @Test
    void anUnreachableServerIsUnavailable() {
        stage.close();
        assertThat(failure()).isInstanceOf(UnavailableException.class);
    }

    private HeedException failure() {
        return catchThrowableOfType(
                HeedException.class, () -> client.customers().get("c-secret").preferences().read());
    }

    private static String trace(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
