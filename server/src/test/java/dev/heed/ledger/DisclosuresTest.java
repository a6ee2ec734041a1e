package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class DisclosuresTest {
    private static final byte[] COUNTED = counted(16);

    @Test
    void theDigestIsThatOfRfc9901() {
        assertThat(Disclosure.digest("WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"))
                .isEqualTo("X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0");
    }

    @Test
    void aDisclosureIsThatOfTheWorkedExample() {
        assertThat(Disclosure.of(COUNTED, "subject", "\"cust_42\"")).isEqualTo(new Disclosure(
                "WyJBQUVDQXdRRkJnY0lDUW9MREEwT0R3Iiwic3ViamVjdCIsImN1c3RfNDIiXQ",
                "gh5BcSEjwevY8S3YifcaFcxZ76YeKkYwz6St_5uLhCA"));
    }

    @Test
    void aSaltIsTheStartOfTheHmacOfTheName() throws Exception {
        var seed = counted(32);
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(seed, "HmacSHA256"));
        var expected = Arrays.copyOf(mac.doFinal("address".getBytes(StandardCharsets.UTF_8)), 16);

        var disclosures = new Disclosures(seed);
        disclosures.salt("customerId");
        assertThat(disclosures.salt("address")).isEqualTo(expected);
        assertThat(disclosures.of("address", "1")).isEqualTo(Disclosure.of(expected, "address", "1"));
    }

    @Test
    void theSameValueUnderAnotherNameOrSeedHasAnUnrelatedDigest() {
        var disclosures = new Disclosures(COUNTED);
        var digest = disclosures.of("customerId", "\"c1\"").digest();
        assertThat(new Disclosures(COUNTED).of("customerId", "\"c1\"").digest()).isEqualTo(digest);
        assertThat(disclosures.of("actorId", "\"c1\"").digest()).isNotEqualTo(digest);
        assertThat(new Disclosures(counted(32)).of("customerId", "\"c1\"").digest()).isNotEqualTo(digest);
        assertThat(disclosures.salt("customerId")).isNotEqualTo(disclosures.salt("actorId"));
    }

    @Test
    void namesAndValuesOfAnyAlphabetAreKept() {
        var name = "a\"\\\n\t\u000f\u001f\u00e9\ud83d\ude00";
        assertThat(decoded(Disclosure.of(COUNTED, name, "\"\u00fc\"")))
                .isEqualTo("[\"AAECAwQFBgcICQoLDA0ODw\","
                        + "\"a\\\"\\\\\\n\\t\\u000f\\u001f\u00e9\ud83d\ude00\",\"\u00fc\"]");
    }

    @Test
    void whatWouldWeakenADisclosureIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Disclosure.of(new byte[15], "a", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Disclosure.of(COUNTED, "_sd", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Disclosure.of(COUNTED, "...", "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> Disclosure.of(COUNTED, "a", " "));
        assertThatIllegalArgumentException().isThrownBy(() -> Disclosure.of(COUNTED, "a", "\"\ud800\""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Disclosures(new byte[15]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Disclosures(new byte[33]));
        assertThatIllegalArgumentException().isThrownBy(() -> new Disclosures(COUNTED).of("\udc00", "1"));
    }

    private static String decoded(Disclosure disclosure) {
        return new String(Base64.getUrlDecoder().decode(disclosure.text()), StandardCharsets.UTF_8);
    }

    private static byte[] counted(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
