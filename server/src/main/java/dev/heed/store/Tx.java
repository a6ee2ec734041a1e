package dev.heed.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** One transaction, as a door sees it. Valid only inside the {@link Database} call that handed it out. */
public final class Tx {
    private final Session session;
    private final Map<Object, Consumer<Tx>> beforeCommit = new LinkedHashMap<>();
    private final Map<Object, Object> kept = new HashMap<>();
    private final Map<Object, Object> held = new HashMap<>();
    private final Map<Object, Object> heldByThisWrite = new HashMap<>();
    private List<Runnable> afterCommit = new ArrayList<>();

    Tx(Session session) {
        this.session = session;
    }

    /** JDBI on this transaction, for whatever is neither hot nor needed to start. */
    public Handle handle() {
        return session.handle();
    }

    /**
     * A statement kept prepared on this connection, for the few that are hot. Its parameters are those of its last use until they are set.
     */
    public PreparedStatement hot(String sql) {
        try {
            return session.prepared(sql);
        } catch (SQLException failure) {
            throw new StoreFailure(failure);
        }
    }

    /**
     * What a query finds, for what is hot or needed to start: JDBI takes long to set up. The statement is kept prepared on this connection.
     *
     * @param parameters numbers, texts, bytes or null, in the order of the question marks
     */
    public <T> List<T> query(String sql, Row<T> row, Object... parameters) {
        return session.query(sql, row, parameters);
    }

    /** Inserts, changes or deletes rows with a statement that is kept in the same way; returns how many. */
    public int run(String sql, Object... parameters) {
        return session.run(sql, parameters);
    }

    /** What was found out in this transaction, to be found out once: it is forgotten when a write of it is undone. */
    @SuppressWarnings("unchecked")
    public <T> T kept(Object key, Supplier<T> found) {
        return (T) kept.computeIfAbsent(key, unknown -> found.get());
    }

    void forget() {
        kept.clear();
    }

    /** What this write, or one before it in the same transaction, holds in place of what the database has. What an undone write held is gone. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> held(Object key) {
        var newest = heldByThisWrite.get(key);
        return Optional.ofNullable((T) (newest != null ? newest : held.get(key)));
    }

    /** Lets the writes that follow in this transaction see what is not written into the database. */
    public void hold(Object key, Object value) {
        heldByThisWrite.put(key, value);
    }

    void keepHeld() {
        held.putAll(heldByThisWrite);
        heldByThisWrite.clear();
    }

    void dropHeld() {
        heldByThisWrite.clear();
    }

    /** Runs {@code last} once before the commit, however many writes of the batch ask for it under the same key. */
    public void beforeCommit(Object key, Consumer<Tx> last) {
        beforeCommit.putIfAbsent(key, last);
    }

    /** Runs {@code after} once this write is on disk, before its caller is answered. It must not fail. */
    public void afterCommit(Runnable after) {
        afterCommit.add(after);
    }

    /** What the write that just ended wants to run after the commit; the next one starts with an empty list. */
    List<Runnable> takeAfterCommit() {
        var taken = afterCommit;
        afterCommit = new ArrayList<>();
        return taken;
    }

    void runBeforeCommit() {
        beforeCommit.values().forEach(last -> last.accept(this));
    }
}
