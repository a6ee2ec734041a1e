package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heed.Child;
import dev.heed.Given;
import dev.heed.Main;
import dev.heed.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever has the disk can change what is on it, but not so that the server goes on as if nothing had happened. */
class TamperTest {
    @TempDir
    private static Path untouched;
    private static Tampered original;

    @TempDir
    private Path folder;

    @BeforeAll
    static void make() {
        original = Tampered.fresh(untouched);
    }

    private static Arguments tampering(String what, String sentence, String... statements) {
        return Arguments.of(what, sentence, statements);
    }

    static Stream<Arguments> entries() {
        return Stream.of(
            tampering("the first entry", "entry 0 of shop is not the one that was hashed into its tree", "update entry set bytes = x'7b7d' where place = P"),
            tampering("one letter in the middle", "entry 300 of shop", "update entry set bytes = cast(replace(cast(bytes as text), '\"index\":300', '\"index\":301') as blob) where place = P + 300"),
            tampering("the last entry", "entry 639 of shop", "update entry set bytes = cast(cast(bytes as text) || ' ' as blob) where place = P + 639"),
            tampering("a consent turned around", "of shop is not the one", "update entry set bytes = cast(replace(cast(bytes as text), '\"given\"', '\"refused\"') as blob) where place between P and P + 3"),
            tampering("the first entry deleted", "entry 0 of shop", "delete from entry where place = P"),
            tampering("an entry deleted in the middle", "entry 300 of shop", "delete from entry where place = P + 300"),
            tampering("the last entry deleted", "the log of shop has 639 entries, its tree 640", "delete from entry where place = P + 639"),
            tampering("all entries deleted", "the log of shop has 0 entries, its tree 640", "delete from entry where place between P and P + 639"),
            tampering("two entries swapped", "entry 7 of shop", "update entry set place = -1 where place = P + 7", "update entry set place = P + 7 where place = P + 500", "update entry set place = P + 500 where place = -1"),
            tampering("the last entry twice", "the log of shop has 641 entries, its tree 640", "insert into entry select P + 640, bytes from entry where place = P + 639"),
            tampering("an entry far ahead", "the log of shop has 1001 entries, its tree 640", "insert into entry values (P + 1000, x'7b7d')"),
            tampering("an entry of another brand", "entry 3 of shop", "update entry set bytes = (select bytes from entry where place not between P and P + 999 limit 1) where place = P + 3"));
    }

    static Stream<Arguments> trees() {
        // Another byte than was there: one hash in 256 has a zero at any place.
        var flip = "set hashes = cast(substr(hashes, 1, 40) || case substr(hashes, 41, 1) when x'00' then x'01' else x'00' end || substr(hashes, 42) as blob)";
        return Stream.of(
            tampering("a full tile at level 0", "entry 1 of shop", "update tile " + flip + " where brand_no = SHOP and level = 0 and number = 0"),
            tampering("the partial tile at level 0", "entry 513 of shop", "update tile " + flip + " where brand_no = SHOP and level = 0 and number = 2"),
            tampering("a tile at level 1", "tile 0/1 of shop does not have the hash stored above it", "update tile " + flip + " where brand_no = SHOP and level = 1"),
            tampering("a tile cut short", "entry 320 of shop", "update tile set hashes = substr(hashes, 1, 2048) where brand_no = SHOP and level = 0 and number = 1"),
            tampering("a tile deleted", "tile 0/1 of log", "delete from tile where brand_no = SHOP and level = 0 and number = 1"),
            tampering("the top tile deleted", "tile 1/0 of log", "delete from tile where brand_no = SHOP and level = 1"),
            tampering("two tiles swapped", "entry 0 of shop", "update tile set number = 9 where brand_no = SHOP and level = 0 and number = 0", "update tile set number = 0 where brand_no = SHOP and level = 0 and number = 1",
                "update tile set number = 1 where brand_no = SHOP and level = 0 and number = 9"),
            tampering("an entry and its leaf hash", "tile 0/0 of shop does not have the hash stored above it", "update entry set bytes = x'7b7d' where place = P",
                "update tile set hashes = cast(x'" + hex(Merkle.leafHash("{}".getBytes())) + "' || substr(hashes, 33) as blob) where brand_no = SHOP and level = 0 and number = 0"),
            tampering("an entry and its leaf hash at the edge", "the tree of shop does not have the root that was stored with it", "update entry set bytes = x'7b7d' where place = P + 512",
                "update tile set hashes = cast(x'" + hex(Merkle.leafHash("{}".getBytes())) + "' || substr(hashes, 33) as blob) where brand_no = SHOP and level = 0 and number = 2"),
            tampering("the size", "the log of shop has 640 entries, its tree 639", "update ledger set size = 639 where brand_no = SHOP"),
            tampering("the size, upwards", "the log of shop has 640 entries, its tree 641", "update ledger set size = 641 where brand_no = SHOP"),
            tampering("the root", "the tree of shop does not have the root", "update ledger set root = zeroblob(32) where brand_no = SHOP"),
            tampering("the root of an empty log", "the tree of empty does not have the root", "update ledger set root = zeroblob(32) where brand_no = (select no from brand where id = 'empty')"),
            tampering("no ledger at all", "does not exist", "delete from ledger where brand_no = SHOP"),
            tampering("the tail cut off everywhere but in the root", "of shop", "delete from entry where place = P + 639", "update ledger set size = 639 where brand_no = SHOP"));
    }

    static Stream<Arguments> choices() {
        return Stream.of(
            tampering("what was chosen", "the preferences of a customer of shop are not what the records up to entry 3 add up to",
                "update preferences set chosen = cast('{\"stopped\":true}' as blob) where customer_no = (select customer_no from disclosure where place = P)"),
            tampering("one choice more", "the preferences of a customer of shop", "update preferences set chosen = cast(replace(cast(chosen as text), '\"topic:offers\":true', '\"topic:events\":true,\"topic:offers\":true') as blob)"
                + " where customer_no = (select customer_no from disclosure where place = P)"),
            tampering("the version", "the preferences of a customer of shop", "update preferences set version = version + 1 where customer_no = (select customer_no from disclosure where place = P + 639)"),
            tampering("the time", "the preferences of a customer of shop", "update preferences set updated_at = updated_at - 1 where customer_no = (select customer_no from disclosure where place = P + 639)"),
            tampering("the standing", "the preferences of a customer of shop", "update preferences set standing = (select standing from preferences where customer_no = (select customer_no from disclosure where place = P + 4))"
                + " where customer_no = (select customer_no from disclosure where place = P)"),
            tampering("no preferences", "the preferences of a customer of shop", "delete from preferences where customer_no = (select customer_no from disclosure where place = P + 300)"),
            tampering("where a customer's newest records are", "the preferences of a customer of shop lead to 0 of the customer's 4 records", "update preferences set unfiled = x'' where customer_no = (select customer_no from disclosure where place = P + 8)"),
            tampering("a record filed twice", "the preferences of a customer of shop lead to 5 of the customer's 4 records", "insert into record_by_customer select customer_no, place from disclosure where place = P + 8"),
            tampering("a disclosed value", "of shop", "update disclosure set value = 'true' where value = 'false' and place < P + 4 and place >= P"),
            tampering("a disclosure deleted", "of shop", "delete from disclosure where place = P + 1"),
            tampering("a record given to another customer", "of shop", "update disclosure set customer_no = (select customer_no from disclosure where place = P + 8) where place = P"));
    }

    /** What only the entry's digests can tell, since the preferences do not depend on it. */
    static Stream<Arguments> disclosures() {
        return Stream.of(
            tampering("the reason", "entry 5 of shop", "update disclosure set circumstances = replace(circumstances, 'fill', 'empty') where place = P + 5"),
            tampering("no reason", "entry 5 of shop", "update disclosure set circumstances = null where place = P + 5"),
            tampering("the salt", "entry 5 of shop", "update disclosure set seed = zeroblob(16) where place = P + 5"),
            tampering("the change", "entry 5 of shop", "update disclosure set change_id = zeroblob(16) where place = P + 5"),
            tampering("the customer's id", "of shop", "update customer set id = 'somebody-else' where no = (select customer_no from disclosure where place = P + 5)"),
            tampering("a value and the choice that rests on it", "of shop", "update disclosure set value = 'true' where value = 'false' and place = (select min(place) from disclosure where place >= P and value = 'false')",
                "update preferences set chosen = cast(replace(cast(chosen as text), '\"stopped\":false', '\"stopped\":true') as blob) where customer_no = (select customer_no from disclosure where place = P)"),
            tampering("every record of a customer's, but not the choices", "of shop", "delete from disclosure where customer_no = (select customer_no from disclosure where place = P + 5)"));
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"entries", "trees", "choices", "disclosures"})
    void whatWasChangedOnTheDiskIsNamedAndNotServed(String what, String sentence, String[] statements) {
        var tampered = original.copy(folder);
        tampered.sql(statements);

        assertThat(tampered.refusal(Map.of())).hasValueSatisfying(refusal -> assertThat(refusal).contains(sentence));
        assertThat(tampered.diagnosis()).hasValueSatisfying(diagnosis -> assertThat(diagnosis).contains(sentence));
    }

    @Test
    void whatWasNotChangedIsServedAsOftenAsItIsStarted() {
        var copy = original.copy(folder);
        assertThat(copy.refusal(Map.of())).isEmpty();
        assertThat(copy.refusal(Map.of("HEED_STARTUP_CHECK", "0"))).isEmpty();
        assertThat(copy.refusal(Map.of("HEED_STARTUP_CHECK", "10"))).isEmpty();
        assertThat(copy.diagnosis()).isEmpty();
    }

    @Test
    void aLogLongerThanTheCheckAtStartIsStillCheckedAtItsEndAndByTheDoctorThroughout() {
        var little = Map.of("HEED_STARTUP_CHECK", "100");
        for (int place : List.of(639, 600, 545)) {
            var tampered = original.copy(folder);
            tampered.sql("update entry set bytes = x'7b7d' where place = P + " + place);
            assertThat(tampered.refusal(little)).hasValueSatisfying(refusal -> assertThat(refusal).contains("entry " + place + " of shop"));
        }
        var tampered = original.copy(folder);
        tampered.sql("update preferences set version = 9 where customer_no = (select customer_no from disclosure where place = P + 639)");
        assertThat(tampered.refusal(little)).isPresent();

        var early = original.copy(folder);
        early.sql("update entry set bytes = x'7b7d' where place = P + 10");
        assertThat(early.refusal(little)).isEmpty();
        assertThat(early.diagnosis()).hasValueSatisfying(diagnosis -> assertThat(diagnosis).contains("entry 10 of shop"));
    }

    @Test
    void anEntryThatCameAfterTheLastCheckIsCheckedAtTheNextStart() {
        var copy = original.copy(folder);
        assertThat(copy.diagnosis()).isEmpty();
        try (var app = copy.app(Map.of())) {
            Given.fill(app.serve(), "other", OTHERS + 1);
        }
        copy.sql("update entry set bytes = x'7b7d' where place = (select max(place) from entry where place < ((select no from brand where id = 'other') + 1) << 40)");

        assertThat(copy.refusal(Map.of())).hasValueSatisfying(refusal -> assertThat(refusal).contains("entry " + (Tampered.OTHERS_ENTRIES + 3) + " of other"));
    }

    private static final int OTHERS = Tampered.OTHERS_ENTRIES / 4;

    @Test
    void aKeyThatIsNotTheLogsOwnIsNamedAndNotUsed() throws IOException {
        var missing = original.copy(folder);
        Files.delete(missing.key("shop"));
        refuses(missing, "the signing key of shop is missing");

        var others = original.copy(folder);
        Files.copy(others.key("other"), others.key("shop"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        refuses(others, "the signing key of shop is now");

        var another = original.copy(folder);
        Files.write(another.key("shop"), LedgerKey.generate("heed.local/shop", new java.security.SecureRandom()).toBytes());
        refuses(another, "the signing key of shop is now");

        var half = original.copy(folder);
        Files.write(half.key("shop"), new byte[0]);
        refuses(half, "shop.key is broken");

        var mixed = original.copy(folder);
        var bytes = Files.readAllBytes(mixed.key("shop"));
        bytes[40] ^= 1;
        Files.write(mixed.key("shop"), bytes);
        refuses(mixed, "shop.key is broken");

        var open = original.copy(folder);
        Files.setPosixFilePermissions(open.key("shop"), PosixFilePermissions.fromString("rw-r--r--"));
        refuses(open, "others than its owner can read or change the secret in " + open.key("shop"));

        var renamed = original.copy(folder);
        assertThat(renamed.refusal(Map.of("HEED_SERVER_NAME", "heed.example"))).hasValueSatisfying(refusal -> assertThat(refusal).contains("the signing key of", "HEED_SERVER_NAME"));
        assertThat(renamed.refusal(Map.of())).isEmpty();
    }

    private static void refuses(Tampered tampered, String sentence) {
        assertThat(tampered.refusal(Map.of())).hasValueSatisfying(refusal -> assertThat(refusal).contains(sentence));
        assertThat(tampered.diagnosis()).hasValueSatisfying(diagnosis -> assertThat(diagnosis).contains(sentence));
    }

    @Test
    void theDoctorsExitCodeTellsWhetherAllIsWell() throws Exception {
        var copy = original.copy(folder);
        assertThat(Child.run(copy.settings(), Main.class, "doctor")).contains("Tree, records and preferences agree.", "exit 0");
        copy.sql("update entry set bytes = x'7b7d' where place = P + 10");
        assertThat(Child.run(copy.settings(), Main.class, "doctor")).contains("WRONG: entry 10 of shop", "exit 1");
    }

    @Test
    void theDatabaseItselfForbidsToChangeAnEntry() {
        try (var given = Given.server()) {
            given.client(Role.APP).customers().get("c-1").preferences().change(choice -> choice.stopEverything());
            var before = entries(given);
            for (var sql : List.of("update entry set bytes = x'7b7d'", "update entry set place = place + 1", "update or ignore entry set bytes = x'7b7d'", "update or replace entry set bytes = x'7b7d'", "delete from entry",
                "delete from entry where place > 0", "insert or replace into entry (place, bytes) select place, x'7b7d' from entry", "replace into entry (place, bytes) select place, x'7b7d' from entry",
                "insert into entry (place, bytes) select place, x'7b7d' from entry where true on conflict (place) do update set bytes = x'7b7d'")) {
                assertThatThrownBy(() -> given.app().database().write(tx -> tx.handle().execute(sql))).as(sql).isInstanceOf(RuntimeException.class).hasStackTraceContaining("an entry is never");
            }
            assertThat(entries(given)).isEqualTo(before).hasSize(1);
            assertThat(given.app().check(Integer.MAX_VALUE)).isEmpty();
        }
    }

    private static List<String> entries(Given given) {
        return given.app().database().read(tx -> tx.handle().createQuery("select place || cast(bytes as text) from entry order by place").mapTo(String.class).list());
    }
}
