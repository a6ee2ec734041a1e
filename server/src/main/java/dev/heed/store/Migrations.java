package dev.heed.store;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Brings the schema up to the version this program knows, one numbered script after the other, each in its own transaction. */
final class Migrations {
    private static final List<String> SCRIPTS = List.of("db/001_first.sql", "db/002_contacts.sql", "db/003_feedback.sql", "db/004_counted.sql",
        "db/005_exports.sql", "db/006_erasure.sql", "db/007_rights.sql", "db/008_tally.sql", "db/009_filed.sql", "db/010_settled.sql");

    /** A trigger has semicolons inside; so each statement of a script begins a line with its verb, and a trigger stands on one line. */
    private static final String BETWEEN_STATEMENTS = "(?<=;)\\s*\\n(?=create|alter|drop|insert|update|delete|--|\\n)\\s*";

    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @throws IllegalArgumentException when the database is newer than this program: an old program must not write to it
     */
    static void apply(Session session) {
        int version = version(session);
        if (version > SCRIPTS.size()) {
            throw new IllegalArgumentException("the database has schema version " + version + ", newer than this program's "
                + SCRIPTS.size() + "; start the newer program");
        }
        for (int next = version; next < SCRIPTS.size(); next++) {
            session.run("begin immediate");
            // Another process may have been faster while we waited for the lock.
            if (version(session) == next) {
                for (var statement : script(SCRIPTS.get(next)).split(BETWEEN_STATEMENTS)) {
                    session.run(statement);
                }
                session.run("pragma user_version = " + (next + 1));
            }
            session.run("commit");
        }
    }

    private static int version(Session session) {
        return session.query("pragma user_version", row -> row.getInt(1)).get(0);
    }

    private static String script(String name) {
        return new String(Packed.file(name), StandardCharsets.UTF_8);
    }
}
