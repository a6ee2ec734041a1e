package dev.heed.sdk.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** A record that stands in the log exactly so. Only a {@link Verifier} makes one. */
public final class VerifiedRecord {
    private final long index;
    private final VerifiedCheckpoint checkpoint;
    private final ObjectNode open;
    private final Map<String, JsonNode> disclosed;
    private final int withheld;

    VerifiedRecord(long index, VerifiedCheckpoint checkpoint, Entry entry, Map<String, JsonNode> disclosed) {
        this.index = index;
        this.checkpoint = checkpoint;
        this.open = entry.open();
        this.disclosed = disclosed;
        this.withheld = entry.digests() - disclosed.size();
    }

    /** Its place in the log. */
    public long index() {
        return index;
    }

    /** The checkpoint in which it is proved. */
    public VerifiedCheckpoint checkpoint() {
        return checkpoint;
    }

    /** The members that everybody may see, a copy. */
    public ObjectNode open() {
        return open.deepCopy();
    }

    /** The personal members that were disclosed, a copy. Values may be JSON null. */
    public Map<String, JsonNode> disclosed() {
        Map<String, JsonNode> copy = new LinkedHashMap<>();
        disclosed.forEach((name, value) -> copy.put(name, value.deepCopy()));
        return Collections.unmodifiableMap(copy);
    }

    /** How many members the entry stands for that were not disclosed: redacted, or erased for good. */
    public int withheld() {
        return withheld;
    }
}
