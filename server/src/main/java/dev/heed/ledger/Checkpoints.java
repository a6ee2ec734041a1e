package dev.heed.ledger;

import dev.heed.ledger.Ledger.Log;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Signs the checkpoints of logs, and knows its own again. */
final class Checkpoints {
    private final KeyFolder keys;
    private final Map<String, Signed> newest = new ConcurrentHashMap<>();

    private record Signed(long size, String note) {}

    Checkpoints(KeyFolder keys) {
        this.keys = keys;
    }

    /** The newest checkpoint of a log. One that was signed before is the same to the byte. */
    String newest(Log log, long size, byte[] root) {
        var signed = newest.get(log.name());
        if (signed == null || signed.size() != size) {
            signed = new Signed(size, of(log, size, root));
            newest.put(log.name(), signed);
        }
        return signed.note();
    }

    String of(Log log, long size, byte[] root) {
        return new Checkpoint(keys.origin(log.name()), size, root).signed(keys.key(log.name()));
    }

    /** What a note says; empty unless it is a checkpoint of this log, signed by its key. */
    Optional<Checkpoint> read(Log log, String note) {
        return SignedNote.signed(note, keys.key(log.name())).flatMap(Checkpoint::parse).filter(checkpoint -> checkpoint.origin().equals(keys.origin(log.name())));
    }
}
