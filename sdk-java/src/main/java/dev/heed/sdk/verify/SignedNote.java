package dev.heed.sdk.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text with its signatures, in the format of c2sp.org/signed-note. */
final class SignedNote {
    private static final String DASH = "\u2014 ";
    private static final int ED25519_SIGNATURE = 64;
    private static final int MOST_SIGNATURES = 100;
    private static final int LONGEST = 1 << 20;

    final String text;
    private final List<Line> lines;

    private SignedNote(String text, List<Line> lines) {
        this.text = text;
        this.lines = lines;
    }

    /** @throws VerificationException UNREADABLE when it is not a signed note */
    static SignedNote parse(String note) {
        int end = note.lastIndexOf("\n\n");
        if (note.length() > LONGEST || end < 0 || !note.endsWith("\n") || hasControls(note)) {
            throw new VerificationException(Failure.UNREADABLE, "not a signed note");
        }
        String[] signatures = note.substring(end + 2).split("\n", -1);
        if (signatures.length < 2 || signatures.length > MOST_SIGNATURES + 1) {
            throw new VerificationException(Failure.UNREADABLE, "a signed note has 1 to 100 signatures");
        }
        List<Line> lines = new ArrayList<>();
        for (String line : Arrays.copyOf(signatures, signatures.length - 1)) {
            lines.add(Line.parse(line));
        }
        return new SignedNote(note.substring(0, end + 1), lines);
    }

    /**
     * Accepts the note when the key has signed it; signatures by other keys are passed over.
     *
     * @throws VerificationException BAD_SIGNATURE when it has not, or when one signature that claims to be the key's is not
     */
    void mustBeSignedBy(VerifierKey key, SignatureCheck check) {
        boolean signed = false;
        for (Line line : lines) {
            if (!line.name.equals(key.name) || !Arrays.equals(line.keyId, key.id)) {
                continue;
            }
            if (line.signature.length != ED25519_SIGNATURE
                    || !check.verifies(key.publicKey.clone(), text.getBytes(StandardCharsets.UTF_8), line.signature)) {
                throw new VerificationException(Failure.BAD_SIGNATURE, "the signature is not this key's");
            }
            signed = true;
        }
        if (!signed) {
            throw new VerificationException(Failure.BAD_SIGNATURE, "not signed by this key");
        }
    }

    private static boolean hasControls(String note) {
        return note.chars().anyMatch(c -> c < 0x20 && c != '\n') || !isUnicode(note);
    }

    private static boolean isUnicode(String note) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(note);
    }

    /** One signature line. */
    private static final class Line {
        final String name;
        final byte[] keyId;
        final byte[] signature;

        private Line(String name, byte[] payload) {
            this.name = name;
            this.keyId = Arrays.copyOf(payload, 4);
            this.signature = Arrays.copyOfRange(payload, 4, payload.length);
        }

        static Line parse(String line) {
            String[] parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
            if (parts.length != 2 || !VerifierKey.isName(parts[0])) {
                throw new VerificationException(Failure.UNREADABLE, "not a signature line");
            }
            byte[] payload = Bytes.base64(parts[1]);
            if (payload.length < 5) {
                throw new VerificationException(Failure.UNREADABLE, "a signature is too short");
            }
            return new Line(parts[0], payload);
        }
    }
}
