package dev.heed.sdk.verify;

/** A checkpoint whose signature was good: the state of one log at one size. Only a {@link Verifier} makes one. */
public final class VerifiedCheckpoint {
    private final String origin;
    private final long size;
    private final byte[] root;

    private VerifiedCheckpoint(String origin, long size, byte[] root) {
        this.origin = origin;
        this.size = size;
        this.root = root;
    }

    /** Reads the text of a note as a checkpoint (c2sp.org/tlog-checkpoint). */
    static VerifiedCheckpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new VerificationException(Failure.UNREADABLE, "not a checkpoint");
        }
        for (int extension = 3; extension < lines.length - 1; extension++) {
            if (lines[extension].isEmpty()) {
                throw new VerificationException(Failure.UNREADABLE, "an empty line in a checkpoint");
            }
        }
        return new VerifiedCheckpoint(lines[0], Long.parseLong(lines[1]), Bytes.hash(lines[2]));
    }

    /** The log's name. */
    public String origin() {
        return origin;
    }

    /** How many entries the log had. */
    public long size() {
        return size;
    }

    /** The root hash: 32 bytes, a copy. */
    public byte[] root() {
        return root.clone();
    }
}
