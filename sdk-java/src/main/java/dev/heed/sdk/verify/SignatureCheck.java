package dev.heed.sdk.verify;

/**
 * Checks Ed25519 signatures (RFC 8032).
 *
 * <p>The default asks the Java runtime: Java 15 and Android 13 have it. Where the runtime has none, give {@link Verifier} one of your own.
 */
public interface SignatureCheck {
    /**
     * Whether the signature is this key's, over exactly this message.
     *
     * @param publicKey 32 bytes
     * @param signature 64 bytes
     */
    boolean verifies(byte[] publicKey, byte[] message, byte[] signature);
}
