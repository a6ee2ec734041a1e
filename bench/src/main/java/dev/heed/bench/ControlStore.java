package dev.heed.bench;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.sqlite.SQLiteConfig;

/**
 * A SQLite file that takes the rows of a change, of the sizes that Heed writes, with the same pragmas and with kept statements, but none of the thinking.
 *
 * <p>So whoever beats it does so with more work to do.
 */
final class ControlStore implements AutoCloseable {
    static final int ROWS_A_CHANGE = 5;
    private static final int ENTRY_BYTES = 520;
    private static final int CHOSEN_BYTES = 420;
    private static final int STANDING_BYTES = 330;
    private static final int ANSWER_BYTES = 60;
    private static final int SCOPE_BYTES = 16;
    private static final int SCOPE_TIME_BITS = 48;
    /** So many records of a customer are filed at once. */
    private static final int FILED_AT_ONCE = 16;
    private static final String SCHEMA = """
        create table if not exists customer (no integer primary key, brand_no integer not null, id text not null, unique (brand_no, id)) strict;
        create table if not exists preferences (customer_no integer primary key, version integer not null, updated_at integer not null, chosen blob not null, standing blob not null,
          unfiled blob not null) strict;
        create table if not exists entry (place integer primary key, bytes blob not null) strict;
        create table if not exists disclosure (place integer primary key, customer_no integer not null, change_id blob not null, preferences_version integer not null,
          seed blob not null, value text not null, circumstances text) strict;
        create table if not exists record_by_customer (customer_no integer not null, place integer not null, primary key (customer_no, place)) strict, without rowid;
        create table if not exists event (number integer primary key, brand_no integer not null, type text not null, at integer not null, customer_no integer, payload text not null) strict;
        create table if not exists idempotency (number integer primary key, scope blob not null unique, fingerprint blob not null, at integer not null, answer blob not null) strict;
        create table if not exists tile (brand_no integer not null, level integer not null, number integer not null, hashes blob not null, primary key (brand_no, level, number))
          strict, without rowid;
        create table if not exists ledger (brand_no integer primary key, size integer not null, root blob not null) strict;
        """;

    private static final int TILE_WIDTH = 256;
    private static final int HASH_BYTES = 32;

    private final Connection connection;
    private final Map<String, PreparedStatement> kept = new HashMap<>();
    private final SplittableRandom random = new SplittableRandom();

    ControlStore(Path file, int customers) throws SQLException {
        var driver = new SQLiteConfig();
        driver.setGetGeneratedKeys(false);
        connection = driver.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            statement.execute("pragma busy_timeout = 60000");
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute("pragma secure_delete = on");
            statement.execute("pragma temp_store = memory");
            statement.execute("pragma cache_size = -65536");
            statement.execute("pragma mmap_size = " + (1L << 30));
            for (var table : SCHEMA.split(";\\s*\n")) {
                statement.execute(table);
            }
        }
        begin();
        for (long customer = number("select count(*) from customer"); customer < customers; customer++) {
            run("insert into customer (brand_no, id) values (1, ?)", Template.customer((int) customer));
        }
        commit();
    }

    void begin() throws SQLException {
        run("begin immediate");
    }

    void commit() throws SQLException {
        run("commit");
    }

    /** Reads a customer's document and writes what one change writes. */
    void change(String customer) throws SQLException {
        long now = System.currentTimeMillis();
        long number = number("select no from customer where brand_no = 1 and id = ?", customer);
        long version = version(number) + 1;
        long place = number("select coalesce(max(place), 0) + 1 from entry");
        run("insert into entry (place, bytes) values (?, ?)", place, bytes(ENTRY_BYTES));
        run("insert into disclosure (place, customer_no, change_id, preferences_version, seed, value) values (?, ?, ?, ?, ?, ?)",
            place, number, bytes(16), version, bytes(16), "true");
        int unfiled = (int) (version % FILED_AT_ONCE);
        for (int i = 0; i < FILED_AT_ONCE && unfiled == 0; i++) {
            run("insert into record_by_customer (customer_no, place) values (?, ?)", number, place - i);
        }
        run("insert into event (brand_no, type, at, customer_no, payload) values (1, 'preferences.changed', ?, ?, ?)", now, number, "{\"version\":" + version + "}");
        run("insert into idempotency (scope, fingerprint, at, answer) values (?, ?, ?, ?)", scope(now), bytes(16), now, bytes(ANSWER_BYTES));
        run("insert into preferences (customer_no, version, updated_at, chosen, standing, unfiled) values (?, ?, ?, ?, ?, ?) on conflict (customer_no) do update set"
            + " version = excluded.version, updated_at = excluded.updated_at, chosen = excluded.chosen, standing = excluded.standing, unfiled = excluded.unfiled",
            number, version, now, bytes(CHOSEN_BYTES), bytes(STANDING_BYTES), bytes(unfiled * Long.BYTES));
    }

    /** Writes what the ledger's tree grew by: the tile that is not full yet at each of two levels, and the head. Once a transaction. */
    void tree() throws SQLException {
        long size = number("select coalesce(max(place), 0) from entry");
        long subtrees = size;
        for (int level = 0; level < 2; level++, subtrees /= TILE_WIDTH) {
            run("insert into tile (brand_no, level, number, hashes) values (1, ?, ?, ?) on conflict (brand_no, level, number) do update set hashes = excluded.hashes",
                level, subtrees / TILE_WIDTH, bytes((int) (subtrees % TILE_WIDTH) * HASH_BYTES));
        }
        run("insert into ledger (brand_no, size, root) values (1, ?, ?) on conflict (brand_no) do update set size = excluded.size, root = excluded.root", size, bytes(HASH_BYTES));
    }

    private long version(long customer) throws SQLException {
        var select = prepared("select version, chosen, standing from preferences where customer_no = ?", customer);
        try (var row = select.executeQuery()) {
            if (!row.next()) {
                return 0;
            }
            row.getBytes(2);
            row.getBytes(3);
            return row.getLong(1);
        }
    }

    private long number(String sql, Object... parameters) throws SQLException {
        try (var row = prepared(sql, parameters).executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void run(String sql, Object... parameters) throws SQLException {
        prepared(sql, parameters).execute();
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        var statement = kept.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            kept.put(sql, statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    /** In the order of time, as those of UUIDv7 are. */
    private byte[] scope(long now) {
        return ByteBuffer.wrap(bytes(SCOPE_BYTES)).putLong(0, now << Long.SIZE - SCOPE_TIME_BITS | random.nextInt(1 << Long.SIZE - SCOPE_TIME_BITS)).array();
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
