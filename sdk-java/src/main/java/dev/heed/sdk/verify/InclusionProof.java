package dev.heed.sdk.verify;

import java.util.ArrayList;
import java.util.List;

/** Where a leaf stands, the hashes on its way to the root, and the signed checkpoint that names the root. */
final class InclusionProof {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int MOST_HASHES = 63;

    final long index;
    final List<byte[]> hashes;
    final String checkpoint;

    InclusionProof(long index, List<byte[]> hashes, String checkpoint) {
        this.index = index;
        this.hashes = hashes;
        this.checkpoint = checkpoint;
    }

    /**
     * Reads c2sp.org/tlog-proof@v1.
     *
     * @throws VerificationException UNREADABLE when it is not that
     */
    static InclusionProof parse(String text) {
        int end = text.indexOf("\n\n");
        String[] lines = end < 0 ? new String[0] : text.substring(0, end).split("\n", -1);
        int at = lines.length > 1 && lines[1].startsWith(EXTRA) ? 2 : 1;
        if (lines.length <= at || !lines[0].equals(HEADER) || !lines[at].matches("index (0|[1-9][0-9]{0,17})")) {
            throw new VerificationException(Failure.UNREADABLE, "not a tlog-proof");
        }
        if (at == 2) {
            Bytes.base64(lines[1].substring(EXTRA.length()));
        }
        List<String> hashes = new ArrayList<>();
        for (int line = at + 1; line < lines.length; line++) {
            hashes.add(lines[line]);
        }
        long index = Long.parseLong(lines[at].substring(INDEX.length()));
        return new InclusionProof(index, hashes(hashes), text.substring(end + 2));
    }

    /** Reads hashes in base64; more than any tree is deep are refused before they are computed with. */
    static List<byte[]> hashes(List<String> base64) {
        if (base64 == null || base64.size() > MOST_HASHES + 1) {
            throw new VerificationException(Failure.UNREADABLE, "not the hashes of a proof");
        }
        List<byte[]> hashes = new ArrayList<>();
        for (String hash : base64) {
            hashes.add(Bytes.hash(hash));
        }
        return hashes;
    }
}
