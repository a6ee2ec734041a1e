package dev.heed.sdk.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** The examples that the formats' own documents print. */
class VectorsTest {

    @Test
    void theSignedNoteOfTheSpecificationVerifies() {
        String note = "If you think cryptography is the answer to your problem,\n"
                + "then you don't know what your problem is.\n"
                + "\n"
                + "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
        VerifierKey key = VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
        SignedNote.parse(note).mustBeSignedBy(key, new RuntimeEd25519());
        assertThatThrownBy(() -> SignedNote.parse(note.replace("answer", "Answer")).mustBeSignedBy(key, new RuntimeEd25519()))
                .isInstanceOf(VerificationException.class);
    }

    @Test
    void theDisclosureOfRfc9901HasItsDigest() {
        String disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0";
        Entry entry = new Entry(
                "{\"_sd\":[\"X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0\"]}".getBytes(StandardCharsets.UTF_8));
        assertThat(entry.disclosed(Collections.singleton(disclosure)).get("family_name").textValue()).isEqualTo("Möbius");
    }

    @Test
    void theWorkedExampleOfOurStandardsHasItsDigestAndLeafHash() {
        String disclosure = "WyJBQUVDQXdRRkJnY0lDUW9MREEwT0R3Iiwic3ViamVjdCIsImN1c3RfNDIiXQ";
        assertThat(Bytes.base64url(Bytes.sha256(disclosure.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("gh5BcSEjwevY8S3YifcaFcxZ76YeKkYwz6St_5uLhCA");
        byte[] leaf = Merkle.leafHash(("{\"c\":\"gh5BcSEjwevY8S3YifcaFcxZ76YeKkYwz6St_5uLhCA\",\"id\":\"evt_1\","
                        + "\"t\":\"2026-01-02T03:04:05.678Z\",\"v\":1}").getBytes(StandardCharsets.UTF_8));
        StringBuilder hex = new StringBuilder();
        for (byte b : leaf) {
            hex.append(String.format("%02x", b));
        }
        assertThat(hex).hasToString("a36cdf8eff98aa5175a813b3e91f2766d09283f6551159d25fd6b7f52a17cdd2");
    }
}
