package dev.heed.ledger;

import static dev.heed.ledger.ReferenceTree.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerKeyTest {
    private static final String PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    /** The key of the examples in golang.org/x/mod/sumdb/note. */
    static LedgerKey peterNeumann() {
        return LedgerKey.of("PeterNeumann", Bytes.concat(
                untyped("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"),
                untyped("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")));
    }

    @Test
    void theReferenceKeyHasItsVerifierKey() {
        assertThat(peterNeumann().verifierKey()).isEqualTo(PETER);
    }

    @Test
    void aStoredKeyComesBackAndSignsTheSame() {
        var key = LedgerKey.generate("example.com/log", new SecureRandom());
        var back = LedgerKey.of(key.name(), key.toBytes());
        assertThat(back.verifierKey()).isEqualTo(key.verifierKey());
        assertThat(hex(back.sign(new byte[] {1, 2, 3}))).isEqualTo(hex(key.sign(new byte[] {1, 2, 3})));
    }

    @Test
    void everyKeyIsAnother() {
        var random = new SecureRandom();
        assertThat(LedgerKey.generate("a", random).toBytes()).isNotEqualTo(LedgerKey.generate("a", random).toBytes());
    }

    @Test
    void halvesThatDoNotBelongTogetherAreRefused() {
        var random = new SecureRandom();
        var mixed = LedgerKey.generate("a", random).toBytes();
        System.arraycopy(LedgerKey.generate("a", random).toBytes(), 0, mixed, 0, 32);
        assertThatIllegalArgumentException().isThrownBy(() -> LedgerKey.of("a", mixed));
    }

    @Test
    void aDamagedKeyIsRefusedWhicheverBitIsFlipped() {
        var stored = peterNeumann().toBytes();
        for (int i = 0; i < stored.length; i++) {
            var damaged = stored.clone();
            damaged[i] ^= 1;
            assertThatIllegalArgumentException().as("byte %d", i).isThrownBy(() -> LedgerKey.of("a", damaged));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> LedgerKey.of("a", Arrays.copyOf(stored, 63)));
        assertThatIllegalArgumentException().isThrownBy(() -> LedgerKey.of("a", Arrays.copyOf(stored, 65)));
    }

    @Test
    void aKeyUnderAnotherNameHasAnotherId() {
        var renamed = peterNeumann().named("example.com/log");
        assertThat(renamed.verifierKey()).startsWith("example.com/log+").endsWith("+" + PETER.split("\\+")[2]);
        assertThat(renamed.id()).isNotEqualTo(peterNeumann().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", " ", "a b", "a+b", "a\nb", "a\tb", "a\u00a0b", "a\u2003b", "a\u0085b", "a\u2028b", "a\ud800b"
    })
    void aNameThatWouldBreakTheFormatIsRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> LedgerKey.generate(name, new SecureRandom()));
    }

    @Test
    void printingAKeyDoesNotTellTheSecret() {
        assertThat(peterNeumann()).hasToString(PETER);
    }

    private static byte[] untyped(String base64) {
        var typed = Base64.getDecoder().decode(base64);
        return Arrays.copyOfRange(typed, 1, typed.length);
    }
}
