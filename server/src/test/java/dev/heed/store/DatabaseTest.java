package dev.heed.store;

import static dev.heed.store.Scratch.insert;
import static dev.heed.store.Scratch.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What readers may rely on, and what the database refuses to be opened with. */
class DatabaseTest {
    @TempDir
    private Path folder;

    @Test
    void aReadSeesOneSnapshotWhateverIsWrittenMeanwhile() {
        try (var database = Scratch.open(folder, 100)) {
            database.write(tx -> insert(tx, "before"));
            database.read(tx -> {
                assertThat(texts(tx)).containsExactly("before");
                database.write(other -> insert(other, "meanwhile"));
                assertThat(texts(tx)).containsExactly("before");
                return null;
            });
            assertThat(texts(database)).containsExactly("before", "meanwhile");
        }
    }

    @Test
    void aReadNeverWaitsForAWriter() {
        try (var database = Scratch.open(folder, 100)) {
            var goOn = new CountDownLatch(1);
            var holding = Scratch.hold(database, goOn);
            assertThat(texts(database)).isEmpty();
            goOn.countDown();
            Scratch.outcome(holding);
        }
    }

    @Test
    void aReaderCannotWrite() {
        try (var database = Scratch.open(folder, 100)) {
            for (var sql : new String[] {"insert into scratch (text) values ('x')", "delete from scratch", "drop table scratch", "create table another (id integer)"}) {
                assertThatThrownBy(() -> database.read(tx -> tx.handle().execute(sql))).isInstanceOf(RuntimeException.class);
            }
            assertThat(texts(database)).isEmpty();
            assertThat(database.<Object>write(tx -> insert(tx, "by a writer"))).isEqualTo(1);
        }
    }

    @Test
    void moreReadsAtOnceThanThereAreConnectionsAllSucceed() {
        try (var database = Scratch.open(folder, 100)) {
            database.write(tx -> insert(tx, "x"));
            assertThat(dev.heed.Given.together(40, () -> texts(database))).hasSize(40).containsOnly(java.util.List.of("x"));
        }
    }

    @Test
    void aReaderThatCannotBeReplacedAtOnceIsReplacedLater() throws IOException {
        var lost = folder.resolve("lost");
        try (var database = Scratch.open(lost, 100)) {
            database.write(tx -> insert(tx, "x"));
            Files.move(lost, folder.resolve("elsewhere"));
            for (int i = 0; i < 10; i++) {
                assertThatThrownBy(() -> database.read(tx -> tx.handle().execute("rollback"))).isInstanceOf(RuntimeException.class);
            }
            Files.move(folder.resolve("elsewhere"), lost);
            Scratch.until(() -> {
                try {
                    return texts(database).size() == 1;
                } catch (RuntimeException stillBroken) {
                    return false;
                }
            });
            for (int i = 0; i < 10; i++) {
                assertThat(Scratch.<Object>inOneCommit(database, tx -> insert(tx, "y"))).allSatisfy(write -> assertThat(Scratch.outcome(write)).isEqualTo(1));
            }
        }
    }

    @Test
    void openingItTwiceIsHarmless() {
        try (var one = Scratch.open(folder, 100); var two = Scratch.open(folder, 100)) {
            one.write(tx -> insert(tx, "one"));
            two.write(tx -> insert(tx, "two"));
            assertThat(texts(one)).containsExactly("one", "two").isEqualTo(texts(two));
        }
        try (var again = Scratch.open(folder, 100)) {
            assertThat(texts(again)).containsExactly("one", "two");
        }
    }

    @Test
    void manyWhoOpenANewDatabaseAtOnceMakeOneSchema() {
        // They meet in a few moments of it, so they try many times.
        for (int time = 0; time < 25; time++) {
            var url = Scratch.url(folder.resolve("time-" + time));
            dev.heed.Given.together(8, () -> {
                Database.open(url, 10).close();
                return null;
            });
            try (var database = Database.open(url, 10)) {
                assertThat(database.<Integer>read(tx -> tx.handle().createQuery("select count(*) from sqlite_master where name = 'entry'").mapTo(Integer.class).one())).isEqualTo(1);
            }
        }
    }

    @Test
    void anOlderProgramRefusesANewerSchemaAndLeavesItAlone() throws SQLException {
        Scratch.open(folder, 10).close();
        try (var connection = DriverManager.getConnection(Scratch.url(folder)); var statement = connection.createStatement()) {
            statement.execute("pragma user_version = 99");
        }
        assertThatThrownBy(() -> Database.open(Scratch.url(folder), 10)).isInstanceOf(IllegalArgumentException.class)
            .hasMessageContainingAll("schema version 99", "newer than this program's", "start the newer program");
        try (var connection = DriverManager.getConnection(Scratch.url(folder)); var statement = connection.createStatement();
             var version = statement.executeQuery("pragma user_version")) {
            assertThat(version.getInt(1)).isEqualTo(99);
        }
    }

    @Test
    void aMigrationThatIsKilledHalfwayIsDoneAgain() throws SQLException {
        // As the kill leaves it: the statements of the script, but not its commit.
        try (var connection = DriverManager.getConnection(Scratch.url(folder)); var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("begin immediate");
            statement.execute("create table brand (no integer primary key)");
        }
        try (var database = Database.open(Scratch.url(folder), 10)) {
            assertThat(database.<Integer>read(tx -> tx.handle().createQuery("select count(*) from brand where id = 'x'").mapTo(Integer.class).one())).isZero();
        }
    }

    static Stream<Arguments> wrongUrls() {
        return Stream.of("", "heed.db", "/tmp/heed.db", "jdbc:", "jdbc:sqlite", "jdbc:sqlite:", "JDBC:SQLITE:heed.db", "jdbc:sqlite::memory:", "jdbc:sqlite:file::memory:", "jdbc:sqlite:heed.db?cache=shared",
            "jdbc:sqlite:file:heed.db?mode=memory", "jdbc:sqlite:FOLDER/heed.db?journal_mode=off", "jdbc:sqlite::resource:http://127.0.0.1:1/heed.db", "jdbc:sqlite:file:FOLDER/heed.db", "jdbc:postgresql://localhost/heed",
            "jdbc:h2:mem:", "postgres://localhost/heed", "jdbc:sqlite:/", "jdbc:sqlite:FOLDER", "jdbc:sqlite:FOLDER/note.txt", "jdbc:sqlite:FOLDER/note.txt/heed.db", "jdbc:sqlite:FOLDER/a\u0000b.db", "jdbc:sqlite:/proc/heed/heed.db").map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("wrongUrls")
    void aDatabaseThatCannotBeOneIsRefusedWithASentence(String url) throws IOException {
        Files.writeString(folder.resolve("note.txt"), "This is not a database but a note, and it is long enough to have a header.".repeat(20));
        var wrong = url.replace("FOLDER", folder.toString());

        assertThatThrownBy(() -> Database.open(wrong, 10)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("'" + wrong + "'")
            .hasMessageFindingMatch("HEED_DATABASE must be|cannot open the database");
        assertThat(folder.resolve("note.txt")).content().startsWith("This is not a database");
    }
}
