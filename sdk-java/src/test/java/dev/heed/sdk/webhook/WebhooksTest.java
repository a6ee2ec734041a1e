package dev.heed.sdk.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Heed signed is read; nothing else is. */
class WebhooksTest {
    /** The vector that the reference implementations of Standard Webhooks test with. */
    private static final String SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final long SECONDS = 1614265330;
    private static final String BODY = "{\"test\": 2432232314}";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private static final String EVENT = "{\"type\":\"preferences.changed\",\"timestamp\":\"2026-11-22T12:00:00.000Z\",\"data\":{\"customerId\":\"c-42\",\"version\":8,\"more\":[1]}}";

    private final Webhooks webhooks = Webhooks.signedWith("whsec_" + SECRET).at(clock(0));

    @Test
    void theStandardsOwnVectorIsSignedRight() {
        // Its body is no event of Heed's: the signature is what lets it come that far.
        assertThatThrownBy(() -> webhooks.verify(fields(SIGNATURE)::get, bytes(BODY)))
                .isExactlyInstanceOf(WebhookException.class)
                .hasMessageContaining("names no type");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OF=",
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE",
        "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        "v1,", ",", " ", ""})
    void anyOtherSignatureIsWrong(String signature) {
        assertThatThrownBy(() -> webhooks.verify(fields(signature)::get, bytes(BODY))).isInstanceOf(WebhookSignatureException.class);
    }

    @Test
    void eachByteOfTheBodyTheIdAndTheTimeIsSigned() throws Exception {
        String signature = reference().sign(ID, SECONDS, EVENT);
        assertThat(webhooks.verify(fields(signature)::get, bytes(EVENT)).kind()).isEqualTo(WebhookEvent.Kind.PREFERENCES_CHANGED);
        byte[] body = bytes(EVENT);
        for (int i = 0; i < body.length; i++) {
            byte[] flipped = body.clone();
            flipped[i] ^= 1;
            assertThatThrownBy(() -> webhooks.verify(fields(signature)::get, flipped)).isInstanceOf(WebhookSignatureException.class);
        }
        Map<String, String> otherId = fields(signature);
        otherId.put("webhook-id", ID + "x");
        assertThatThrownBy(() -> webhooks.verify(otherId::get, body)).isInstanceOf(WebhookSignatureException.class);
        Map<String, String> otherTime = fields(signature);
        otherTime.put("webhook-timestamp", Long.toString(SECONDS + 1));
        assertThatThrownBy(() -> webhooks.verify(otherTime::get, body)).isInstanceOf(WebhookSignatureException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,true", "300,true", "301,false", "-300,true", "-301,false", "86400,false"})
    void onlyWhatIsFreshIsTaken(int secondsLater, boolean fresh) throws Exception {
        Webhooks then = webhooks.at(clock(secondsLater));
        String signature = reference().sign(ID, SECONDS, EVENT);
        if (fresh) {
            assertThat(then.verify(fields(signature)::get, bytes(EVENT)).sentAt()).isEqualTo(Instant.ofEpochSecond(SECONDS));
        } else {
            assertThatThrownBy(() -> then.verify(fields(signature)::get, bytes(EVENT))).isInstanceOf(WebhookTimeException.class);
            assertThat(then.tolerating(Duration.ofDays(2)).verify(fields(signature)::get, bytes(EVENT)).id()).isEqualTo(ID);
        }
    }

    @Test
    void whileOneSecretTakesThePlaceOfAnotherBothAreGood() throws Exception {
        String older = "whsec_" + Base64.getEncoder().encodeToString(bytes("an older secret, 24 byte"));
        String byOlder = new Webhook(older).sign(ID, SECONDS, EVENT);
        assertThatThrownBy(() -> webhooks.verify(fields(byOlder)::get, bytes(EVENT))).isInstanceOf(WebhookSignatureException.class);
        Webhooks both = Webhooks.signedWith("whsec_" + SECRET, older).at(clock(0));
        assertThat(both.verify(fields(byOlder)::get, bytes(EVENT)).id()).isEqualTo(ID);
        assertThat(webhooks.verify(fields("v1a,xyz " + byOlder + " " + reference().sign(ID, SECONDS, EVENT))::get, bytes(EVENT)).id()).isEqualTo(ID);
    }

    @Test
    void theReferenceImplementationSignsAlike() throws Exception {
        Random random = new Random(20261122);
        for (int i = 0; i < 200; i++) {
            byte[] secret = new byte[24 + random.nextInt(40)];
            random.nextBytes(secret);
            String text = "whsec_" + Base64.getEncoder().encodeToString(secret);
            String body = "{\"type\":\"t" + i + "\",\"data\":{\"text\":\"Grüße €" + random.nextLong() + "\"}}";
            String signature = new Webhook(text).sign("msg_" + i, SECONDS, body);
            Map<String, String> fields = fields(signature);
            fields.put("webhook-id", "msg_" + i);
            WebhookEvent event = Webhooks.signedWith(text).at(clock(0)).verify(fields::get, bytes(body));
            assertThat(event.type()).isEqualTo("t" + i);
            assertThat(event.kind()).isEqualTo(WebhookEvent.Kind.UNKNOWN);
            assertThat(event.data().path("text").textValue()).startsWith("Grüße");
        }
    }

    @Test
    void anEventIsReadAsFarAsItIsKnown() throws Exception {
        WebhookEvent changed = webhooks.verify(fields(reference().sign(ID, SECONDS, EVENT))::get, bytes(EVENT));
        assertThat(changed.type()).isEqualTo("preferences.changed");
        assertThat(changed.customerId()).contains("c-42");
        assertThat(changed.preferencesVersion()).hasValue(8);
        assertThat(changed.index()).isEmpty();
        assertThat(changed.occurredAt()).contains(Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(changed.data().path("more").path(0).intValue()).isEqualTo(1);
        assertThat(changed.toString()).doesNotContain("c-42");

        String erased = "{\"type\":\"customer.erased\",\"timestamp\":\"once\",\"data\":{\"index\":41}}";
        WebhookEvent erasure = webhooks.verify(fields(reference().sign(ID, SECONDS, erased))::get, bytes(erased));
        assertThat(erasure.kind()).isEqualTo(WebhookEvent.Kind.CUSTOMER_ERASED);
        assertThat(erasure.index()).hasValue(41);
        assertThat(erasure.customerId()).isEmpty();
        assertThat(erasure.occurredAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void eachFieldIsNeeded(String field) {
        Map<String, String> fields = fields(SIGNATURE);
        fields.remove(field);
        assertThatThrownBy(() -> webhooks.verify(fields::get, bytes(BODY))).isInstanceOf(WebhookException.class).hasMessageContaining(field);
        fields.put(field, field.equals("webhook-timestamp") ? "now" : "\n");
        assertThatThrownBy(() -> webhooks.verify(fields::get, bytes(BODY))).isInstanceOf(WebhookException.class);
    }

    @Test
    void messagesHoldNeitherBodyNorSecret() throws Exception {
        String secret = "{\"jane.doe@example.com\":";
        assertThatThrownBy(() -> webhooks.verify(fields(reference().sign(ID, SECONDS, secret))::get, bytes(secret)))
                .hasMessageNotContaining("jane")
                .hasNoCause();
        for (String bad : new String[] {"whsec_not base64!", "whsec_c2hvcnQ=", ""}) {
            assertThatThrownBy(() -> Webhooks.signedWith(bad)).isInstanceOf(IllegalArgumentException.class).hasNoCause().hasMessageNotContaining("c2hvcnQ");
        }
        assertThatThrownBy(Webhooks::signedWith).isInstanceOf(IllegalArgumentException.class);
    }

    private static Webhook reference() throws Exception {
        return new Webhook("whsec_" + SECRET);
    }

    private static Clock clock(int secondsLater) {
        return Clock.fixed(Instant.ofEpochSecond(SECONDS + secondsLater), ZoneOffset.UTC);
    }

    private static Map<String, String> fields(String signature) {
        Map<String, String> fields = new HashMap<>();
        fields.put("webhook-id", ID);
        fields.put("webhook-timestamp", Long.toString(SECONDS));
        fields.put("webhook-signature", signature);
        return fields;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
