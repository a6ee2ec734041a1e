package dev.heed.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Ids;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Appends to a brand's transparency log and proves what is in it.
 *
 * <p>An entry, its place in the tree and whatever else its transaction writes reach the disk together or not at all.
 * Nothing here changes or removes an entry.
 */
public final class Ledger {
    private static final int SEED_BYTES = 16;
    private static final String DIGESTS = "_sd";

    private final LedgerTable table = new LedgerTable();
    private final KeyFolder keys;
    private final Ids ids;
    private final Map<Long, Edge> edges = new ConcurrentHashMap<>();
    private final Map<Long, Long> sizes = new ConcurrentHashMap<>();
    private final Checkpoints checkpoints;

    /**
     * A log.
     *
     * @param no its number in this database
     * @param name the last part of its origin
     */
    public record Log(long no, String name) {}

    /**
     * What is to be appended.
     *
     * @param open the members that anyone may see
     * @param personal the members that are disclosed only with a salt
     */
    public record Draft(ObjectNode open, Salted personal) {}

    public Ledger(KeyFolder keys, Ids ids) {
        this.keys = keys;
        this.checkpoints = new Checkpoints(keys);
        this.ids = ids;
    }

    /** Starts a log with its signing key. */
    public void create(Tx tx, Log log) {
        keys.create(log.name());
        table.create(tx, log.no(), verifierKey(log));
    }

    /** Salts the members of one entry, by name. It needs no transaction. */
    public Salted salted(Map<String, JsonNode> members) {
        return Salted.of(ids.secret(SEED_BYTES), members);
    }

    /** Appends entries, in order, and returns where they lie in the database. They are in the tree before the transaction commits. */
    public List<Long> append(Tx tx, Log log, List<Draft> drafts) {
        var appending = Appending.to(log, tx, table);
        var places = new ArrayList<Long>(drafts.size());
        for (var draft : drafts) {
            long index = appending.next();
            var entry = Tiles.checkedEntry(entry(draft, index));
            long place = LedgerTable.place(log.no(), index);
            table.insertEntry(tx, place, entry);
            places.add(place);
            appending.add(entry);
        }
        tx.beforeCommit(log, last -> integrate(last, log));
        return places;
    }

    static byte[] entry(Draft draft, long index) {
        var entry = draft.open().put("index", index);
        var digests = entry.putArray(DIGESTS);
        draft.personal().digests().forEach(digests::add);
        return Json.canonical(entry);
    }

    /** Once a commit: takes whatever was appended since the last one into the tree. */
    private void integrate(Tx tx, Log log) {
        var head = table.head(tx, log.no());
        var leaves = Appending.to(log, tx, table).since(head.size(), tx);
        if (leaves.isEmpty()) {
            return;
        }
        var edge = edges.get(log.no());
        if (edge == null || edge.size() != head.size()) {
            edge = Edge.read(head.size(), reader(tx, log));
        }
        var growth = edge.grow(leaves);
        growth.tiles().forEach(tile -> table.putTile(tx, log.no(), tile));
        table.setHead(tx, log.no(), growth.size(), growth.root());
        tx.afterCommit(() -> {
            edges.put(log.no(), growth.edge());
            sizes.merge(log.no(), growth.size(), Math::max);
        });
    }

    /** How many entries the tree has. */
    public long size(Tx tx, Log log) {
        long size = table.head(tx, log.no()).size();
        // Another reader, or the writer, may have seen a larger tree meanwhile.
        sizes.merge(log.no(), size, Math::max);
        return size;
    }

    /** How many entries the tree had at least when it was last looked at here: never fewer than of any change that was answered. */
    public OptionalLong knownSize(Log log) {
        var size = sizes.get(log.no());
        return size == null ? OptionalLong.empty() : OptionalLong.of(size);
    }

    /** The newest checkpoint, signed. */
    public String checkpoint(Tx tx, Log log) {
        var head = table.head(tx, log.no());
        return checkpoints.newest(log, head.size(), head.root());
    }

    /** The checkpoint of the tree as it was when it had so many entries, signed. */
    public String checkpoint(Tx tx, Log log, long size) {
        refuseBeyond(size, table.head(tx, log.no()).size(), "query/treeSize");
        return checkpoints.of(log, size, Merkle.root(size, Tiles.hashes(size, reader(tx, log))));
    }

    /**
     * The size of a checkpoint that somebody saved.
     *
     * @param most the largest size that it may have
     * @throws Problem contract_violation, naming {@code pointer}, unless it is this log's, signed by its key, and the log really began so
     */
    public long saved(Tx tx, Log log, String note, long most, String pointer) {
        var saved = checkpoints.read(log, note)
            .orElseThrow(() -> Problem.of(Kind.CONTRACT_VIOLATION, pointer, "this is no checkpoint of this log, signed by its key"));
        if (saved.size() == 0) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, pointer, "this is the checkpoint of an empty log, with which every log begins");
        }
        refuseBeyond(saved.size(), most, pointer);
        if (!Arrays.equals(saved.root(), Merkle.root(saved.size(), Tiles.hashes(saved.size(), reader(tx, log))))) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, pointer, "this log's key signed it, but this log did not begin so: it is not the log that it was, and nothing proves that it only grew");
        }
        return saved.size();
    }

    /**
     * Signs a text that is no checkpoint.
     *
     * @throws IllegalArgumentException unless its first line holds a space, which no origin has: so it can never be taken for a checkpoint
     */
    public String seal(Log log, String text) {
        return SignedNote.seal(text, keys.key(log.name()));
    }

    /** Proof that the entry at an index is in the newest tree. */
    public InclusionProof inclusion(Tx tx, Log log, long index) {
        return inclusion(tx, log, index, table.head(tx, log.no()).size());
    }

    /** Proof that the entry at an index is in the tree of one size, which the log has reached. */
    public InclusionProof inclusion(Tx tx, Log log, long index, long size) {
        return new InclusionProof(index, size, Merkle.inclusionProof(index, size, Tiles.hashes(size, reader(tx, log))));
    }

    /**
     * Proof that the tree of one size extends the tree of another.
     *
     * @throws Problem contract_violation unless {@code 1 <= from <= to} and there is a tree of that size
     */
    public ConsistencyProof consistency(Tx tx, Log log, long from, long to) {
        refuseBeyond(to, table.head(tx, log.no()).size(), "query/to");
        refuseBeyond(from, to, "query/from");
        return new ConsistencyProof(from, to, Merkle.consistencyProof(from, to, Tiles.hashes(to, reader(tx, log))));
    }

    private static void refuseBeyond(long size, long most, String pointer) {
        if (size > most) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, pointer, "the tree has " + most + " entries at most here, not " + size);
        }
    }

    /** The bytes of a tile or of a bundle of entries, by what follows {@code tile/} in its path; empty when there is none. */
    public Optional<byte[]> tile(Tx tx, Log log, String tail) {
        long size = table.head(tx, log.no()).size();
        return TilePath.parse(tail).filter(path -> path.width() <= Tiles.width(Math.max(path.level(), 0), path.number(), size)).map(path -> {
            if (path.isEntries()) {
                long first = path.number() * Tiles.WIDTH;
                return Tiles.bundle(table.entries(tx, LedgerTable.place(log.no(), first), LedgerTable.place(log.no(), first + path.width())));
            }
            return Arrays.copyOf(table.tile(tx, log.no(), path.level(), path.number()), path.width() * Sha256.BYTES);
        });
    }

    /** The canonical bytes of an entry that is in the tree. */
    public Optional<byte[]> entry(Tx tx, Log log, long index) {
        return index < table.head(tx, log.no()).size() ? table.entry(tx, LedgerTable.place(log.no(), index)) : Optional.empty();
    }

    /** Where the entry at an index lies in the database. */
    public static long place(Log log, long index) {
        return LedgerTable.place(log.no(), index);
    }

    /** The index of the entry at a place. */
    public static long index(long place) {
        return LedgerTable.index(place);
    }

    /** The hash of an entry as a leaf (RFC 9162 section 2.1.1). */
    public static byte[] leafHash(byte[] entry) {
        return Merkle.leafHash(entry);
    }

    /** The disclosures of an entry's personal members (RFC 9901 section 4.2). */
    public static List<String> disclosures(byte[] seed, Map<String, JsonNode> personal) {
        return new Disclosures(seed).of(personal).map(Disclosure::text).toList();
    }

    /** The digest that stands for a disclosure in an entry. */
    public static String digest(String disclosure) {
        return Disclosure.digest(disclosure);
    }

    /** The name of a log and the key that checks its checkpoints. */
    public String verifierKey(Log log) {
        return keys.key(log.name()).verifierKey();
    }

    /** The log's name: {@code <server name>/<log>}. */
    public String origin(Log log) {
        return keys.origin(log.name());
    }

    private TileReader reader(Tx tx, Log log) {
        return (level, number, width) -> table.tile(tx, log.no(), level, number);
    }

    /** How many entries disclose nothing any more because somebody was erased. */
    public long erased(Tx tx, Log log) {
        return table.erased(tx, log.no());
    }

    /** Remembers that so many more entries disclose nothing any more. */
    public void addErased(Tx tx, Log log, long entries) {
        table.addErased(tx, log.no(), entries);
    }

    /** Up to where a log was found to agree with itself. */
    public long checked(Tx tx, Log log) {
        return table.head(tx, log.no()).checked();
    }

    /** Remembers up to where a log was found to agree with itself. */
    public void setChecked(Tx tx, Log log, long size) {
        table.setChecked(tx, log.no(), size);
    }

    /** Up to where what a log says is also stored elsewhere, by whom it is about. */
    public long settled(Tx tx, Log log) {
        return table.settled(tx, log.no());
    }

    /** Remembers up to where what a log says is also stored elsewhere; it never goes back. */
    public void setSettled(Tx tx, Log log, long size) {
        table.setSettled(tx, log.no(), size);
    }

    /**
     * Compares the signing key with the one that the log began with, entries with the tree, and the tree with its root.
     *
     * @param from the first entry to compare; earlier ones are only compared through the hashes above them
     * @return what disagrees, in words for the operator; empty when all is well
     */
    public Optional<String> disagreement(Tx tx, Log log, long from) {
        return otherKey(tx, log).or(() -> LedgerCheck.disagreement(tx, table, log, from, reader(tx, log)));
    }

    /** Another key, or another server name, would be a log that nobody's saved checkpoint leads to. */
    private Optional<String> otherKey(Tx tx, Log log) {
        var now = verifierKey(log);
        return table.verifierKey(tx, log.no()).filter(first -> !first.equals(now)).map(first -> "the signing key of " + log.name() + " is now " + now + ", but its log began with " + first
            + " (HEED_DATA and HEED_SERVER_NAME must be those with which the brand was created)");
    }
}
