package dev.heed.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.browser.Chromium;
import dev.heed.browser.Tab;
import dev.heed.contract.Requests.Asking;
import dev.heed.ledger.Checkpoint;
import dev.heed.ledger.KeyFolder;
import dev.heed.store.Ids;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page notices, by its own arithmetic, when the log is not what it was. */
class LedgerInTheBrowserTest {
    private static final String ORIGIN = "heed.local/shop";
    private static Chromium browser;
    private static Given given;
    private Tab tab;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
        given = Given.server();
        Given.fill(given.app(), Given.SHOP, 5);
    }

    @AfterAll
    static void stop() {
        given.close();
        browser.close();
    }

    @BeforeEach
    void open() {
        tab = browser.open().sized(1280, 900, "light").go(given.url() + "/dashboard");
    }

    @AfterEach
    void close() {
        tab.close();
    }

    private static Asking asking(String path) {
        return new Asking(given.http(), given.url(), "GET", path).as(given.key(Role.COMPLIANCE));
    }

    private static long size() {
        return given.app().ledgerSize(given.app().brand(Given.SHOP).orElseThrow());
    }

    /** A checkpoint of another history, properly signed: only whoever saw it before can tell. */
    private static String otherHistory(long size) {
        return new Checkpoint(ORIGIN, size, new Ids().secret(32)).signed(new KeyFolder(given.folder().resolve("keys"), "heed.local").key(Given.SHOP));
    }

    private void remember(String note, String verifierKey) {
        var item = Json.object().put("note", note).put("verifierKey", verifierKey).put("at", "2026-01-02T03:04:05.000Z");
        tab.run("localStorage.setItem('heed-checkpoint " + ORIGIN + "', " + Json.object().textNode(item.toString()) + ")");
    }

    private String remembered() {
        return tab.run("localStorage.getItem('heed-checkpoint " + ORIGIN + "')").textValue();
    }

    private static String verifierKey() {
        return asking("/v1/ledger/key").send().json().get("verifierKey").textValue();
    }

    private String verdict() {
        tab.run("document.getElementById('key').focus()");
        tab.type(given.key(Role.COMPLIANCE)).press("Enter").await("document.getElementById('status').textContent.startsWith('Loaded')");
        return tab.text(".verdict");
    }

    @Test
    void aLogThatGrewIsVerifiedFromWhereThisBrowserLeftIt() {
        assertThat(verdict()).contains("Remembered for the first time");
        long before = size();
        tab.run("document.getElementById('refresh').click()");
        tab.await("document.querySelector('.verdict').textContent.includes('The log is the same as on')");
        given.client(Role.APP).customers().get("c-new").preferences().change(choice -> choice.tone("expert").stopEverything());
        tab.run("document.getElementById('refresh').click()");
        tab.await("document.querySelector('.verdict').textContent.includes('The log only grew since')");
        assertThat(tab.text(".verdict")).contains("from " + before + " to " + size() + " entries");
        assertThat(tab.axe()).isEmpty();
    }

    @Test
    void aLogThatWasRolledBackIsAnnounced() {
        remember(otherHistory(size() + 7), verifierKey());
        assertThat(verdict()).contains("The log is not what it was", "rolled back", "Jan 2, 2026, 03:04 UTC");
        assertThat(tab.run("document.querySelector('.verdict').getAttribute('role')").textValue()).isEqualTo("alert");
        assertThat(tab.axe()).isEmpty();
        tab.sized(320, 900, "dark");
        assertThat(tab.axe()).isEmpty();
        tab.picture("alarm-dark-320");
        tab.sized(1280, 900, "light").picture("alarm-light-1280");
    }

    @Test
    void aLogThatWasRewrittenIsAnnouncedAndTheOldCheckpointIsKept() {
        for (long size : new long[] {1, 3, 4, 16, size() - 1, size()}) {
            remember(otherHistory(size), verifierKey());
            var before = remembered();
            assertThat(verdict()).as("at " + size).contains("The log is not what it was");
            assertThat(remembered()).isEqualTo(before);
            tab.go(given.url() + "/dashboard?" + size);
        }
    }

    @Test
    void anotherKeyIsAnnouncedUntilAPersonStartsOver() {
        remember(otherHistory(2), verifierKey().replaceAll("\\+.*", "+00000000+AAAA"));
        assertThat(verdict()).contains("signed with another key");
        tab.run("document.querySelector('.verdict button').click()");
        tab.await("document.querySelector('.verdict').textContent.includes('The log is the same as on')");
    }

    @Test
    void itsArithmeticTakesEveryTrueProofAndNoOther() {
        var cases = Json.object();
        cases.put("key", verifierKey());
        var notes = cases.putArray("notes");
        var proofs = cases.putArray("proofs");
        for (int to = 1; to <= 18; to++) {
            var lines = asking("/v1/consent-log?treeSize=" + to).with("Accept", "application/x-ndjson").send().text().strip().split("\n");
            notes.add(Json.read(lines[lines.length - 1].getBytes(StandardCharsets.UTF_8)).get("checkpoint").textValue());
            for (int from = 1; from <= to; from++) {
                proofs.add(asking("/v1/ledger/consistency?from=" + from + "&to=" + to).send().json());
            }
        }
        JsonNode found = tab.run("(" + TRIES + ")(" + cases + ")");
        assertThat(found.get("wrong")).isEmpty();
        assertThat(found.get("taken").intValue()).isEqualTo(18 * 19 / 2);
        assertThat(found.get("refused").intValue()).isGreaterThan(1_500);
    }

    private static final String TRIES = """
        async ({key, notes, proofs}) => {
          const {Broken, checkConsistency, checkSignature, readCheckpoint, readKey} = await import('/dashboard/verifier.js');
          const found = {taken: 0, refused: 0, wrong: []};
          const must = async (name, work) => {
            try { await work(); } catch (failure) {
              if (failure instanceof Broken) { found.refused++; return; }
              throw failure;
            }
            found.wrong.push(name);
          };
          const flip = hash => (hash[0] === 'A' ? 'B' : 'A') + hash.slice(1);
          const trees = notes.map(readCheckpoint);
          const verifier = await readKey(key);
          for (const {from, to, hashes} of proofs) {
            const [one, other] = [trees[from - 1], trees[to - 1]];
            await checkConsistency(one, other, hashes);
            found.taken++;
            const name = from + ' to ' + to;
            for (let at = 0; at < hashes.length; at++) {
              await must(name + ' altered', () => checkConsistency(one, other, hashes.with(at, flip(hashes[at]))));
              await must(name + ' shortened', () => checkConsistency(one, other, hashes.toSpliced(at, 1)));
            }
            await must(name + ' lengthened', () => checkConsistency(one, other, [...hashes, notes[0].split('\\n')[2]]));
            const root = one.root.slice();
            root[31] ^= 1;
            await must(name + ' of another history', () => checkConsistency({...one, root}, other, hashes));
            await must(name + ' to another history', () => checkConsistency(one, {...other, root}, hashes));
            if (from < to) await must(name + ' backwards', () => checkConsistency(other, one, hashes));
          }
          for (const note of notes) {
            if (await checkSignature(readCheckpoint(note), verifier) !== true) found.wrong.push('no Ed25519 here');
            const [origin, size, root] = note.split('\\n');
            await must('another size', () => checkSignature(readCheckpoint(note.replace('\\n' + size + '\\n', '\\n' + (Number(size) + 1) + '\\n')), verifier));
            await must('another root', () => checkSignature(readCheckpoint(note.replace(root, flip(root))), verifier));
            await must('another origin', () => checkSignature(readCheckpoint(note.replaceAll(origin, origin + 'x')), verifier));
            await must('no signature', async () => checkSignature(readCheckpoint(note.split('\\n\\n')[0] + '\\n\\n'), verifier));
          }
          await must('a key with another id', () => readKey(key.replace(/\\+[0-9a-f]{8}/, '+00000000')));
          return found;
        }""";
}
