package dev.heed.ledger;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The Ed25519 key a log signs its checkpoints with, under the name of the log's origin; immutable. */
public final class LedgerKey {
    /** How long {@link #toBytes} is: the 32-byte seed (RFC 8032, section 5.1.5), then the 32-byte public key. */
    public static final int BYTES = 64;

    private static final int HALF = BYTES / 2;
    private static final byte ED25519 = 1;
    private static final int ID_BYTES = 4;

    private final String name;
    private final byte[] seed;
    private final byte[] publicBytes;
    private final byte[] id;
    private final PrivateKey privateKey;

    private LedgerKey(String name, byte[] seed, byte[] publicBytes, PrivateKey privateKey) {
        this.name = SignedNote.checkedName(name);
        this.seed = seed;
        this.publicBytes = publicBytes;
        this.privateKey = privateKey;
        var named = Bytes.concat(Utf8.bytes(name), new byte[] {'\n', ED25519}, publicBytes);
        this.id = Arrays.copyOf(new Sha256().of(named), ID_BYTES);
    }

    /** @throws IllegalArgumentException when the name is empty or has a space, a control character or a plus sign */
    public static LedgerKey generate(String name, SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("Ed25519");
            generator.initialize(NamedParameterSpec.ED25519, random);
            var pair = generator.generateKeyPair();
            var seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            var spki = pair.getPublic().getEncoded();
            var publicBytes = Arrays.copyOfRange(spki, spki.length - HALF, spki.length);
            return new LedgerKey(name, seed, publicBytes, pair.getPrivate());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform since 15 has Ed25519", missing);
        }
    }

    /**
     * Takes back what {@link #toBytes} gave, after a test signature has shown that seed and public key belong together.
     *
     * @throws IllegalArgumentException when they do not, or the length is not {@link #BYTES}, or the name cannot be one
     */
    public static LedgerKey of(String name, byte[] seedAndPublic) {
        if (seedAndPublic.length != BYTES) {
            throw new IllegalArgumentException("A stored ledger key has 64 bytes, not " + seedAndPublic.length);
        }
        var seed = Arrays.copyOf(seedAndPublic, HALF);
        var publicBytes = Arrays.copyOfRange(seedAndPublic, HALF, BYTES);
        try {
            var factory = KeyFactory.getInstance("Ed25519");
            var pkcs8 = Bytes.concat(HexFormat.of().parseHex("302e020100300506032b657004220420"), seed);
            var key = new LedgerKey(name, seed, publicBytes, factory.generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
            key.refuseUnlessOfOnePair();
            return key;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("The stored ledger key is not an Ed25519 key", unusable);
        }
    }

    /** The same key under another log's origin; its id differs, as the name is part of that. */
    public LedgerKey named(String origin) {
        return new LedgerKey(origin, seed, publicBytes, privateKey);
    }

    public String name() {
        return name;
    }

    /** The secret, to be kept where only its owner reads. */
    public byte[] toBytes() {
        return Bytes.concat(seed, publicBytes);
    }

    /** What a verifier is given: {@code name+hex(id)+base64(0x01 || public key)} (c2sp.org/signed-note). */
    public String verifierKey() {
        var typed = Bytes.concat(new byte[] {ED25519}, publicBytes);
        return name + "+" + HexFormat.of().formatHex(id) + "+" + Base64.getEncoder().encodeToString(typed);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return verifierKey();
    }

    byte[] id() {
        return id.clone();
    }

    byte[] sign(byte[] message) {
        try {
            var signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("Signing with " + this + " failed", broken);
        }
    }

    /** Whether a signature is this key's over the message. */
    boolean verifies(byte[] message, byte[] signature) {
        try {
            var spki = Bytes.concat(HexFormat.of().parseHex("302a300506032b6570032100"), publicBytes);
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki)));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (SignatureException | InvalidKeyException | InvalidKeySpecException malformed) {
            return false;
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every Java platform since 15 has Ed25519", missing);
        }
    }

    private void refuseUnlessOfOnePair() {
        var message = Utf8.bytes("Do the halves of this key belong together?\n");
        if (!verifies(message, sign(message))) {
            throw new IllegalArgumentException("The halves of the stored ledger key do not belong together");
        }
    }
}
