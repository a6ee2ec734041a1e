package dev.heed.sdk.verify;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** One evidence package, checked on one walk through it: first what proves the records, then the records, then what sums them up, then the seal. */
final class EvidencePackage implements Closeable {
    private static final String KEY = "key.txt";
    private static final String CHECKPOINT = "checkpoint";
    private static final String CONSISTENCY = "consistency.json";
    private static final String NOTICES = "notices/";
    private static final String SEALED = "heed evidence package v1\n";
    private static final int MOST_TEXT = 1 << 20;
    private static final int MOST_MANIFEST = 1 << 26;

    private final File file;
    private final Verifier verifier;
    private final Container container;
    private final List<Manifest.Packed> files = new ArrayList<>();
    private PackagedTiles tiles;
    private VerifiedCheckpoint checkpoint;
    private VerifiedCheckpoint earlier;
    private String next;

    EvidencePackage(File file, Verifier verifier) throws IOException {
        this.file = file;
        this.verifier = verifier;
        this.container = new Container(file);
    }

    @Override
    public void close() throws IOException {
        container.close();
        if (tiles != null) {
            tiles.close();
        }
    }

    static String key(File file) throws IOException {
        try (EvidencePackage opened = new EvidencePackage(file, null)) {
            opened.next = opened.container.next();
            opened.skip("VERIFY.md");
            String key = opened.text(KEY);
            return key.endsWith("\n") ? key.substring(0, key.length() - 1) : key;
        } catch (EOFException e) {
            throw new VerificationException(Failure.UNREADABLE, "the package was cut short");
        }
    }

    VerifiedEvidence verified() throws IOException {
        try {
            return walked();
        } catch (EOFException e) {
            throw new VerificationException(Failure.UNREADABLE, "the package was cut short");
        }
    }

    private VerifiedEvidence walked() throws IOException {
        next = container.next();
        skip("VERIFY.md");
        String key = text(KEY);
        String note = utf8(CHECKPOINT, content(CHECKPOINT, MOST_TEXT));
        checkpoint = in(CHECKPOINT, () -> verifier.checkpoint(note));
        ended();
        if (next.equals(CONSISTENCY)) {
            growth(content(CONSISTENCY, MOST_TEXT));
            ended();
        }
        readTiles();
        PackagedRecords records = new PackagedRecords(tiles, checkpoint.size(), verifier::tellProgress);
        expect("records.ndjson");
        readRecords(records);
        skip("records.csv");
        Set<String> notices = readNotices();
        skip("summary.html");
        List<Manifest.Packed> listed = new ArrayList<>(files);
        byte[] bytes = bytes(Manifest.NAME, MOST_MANIFEST);
        Manifest manifest = in(Manifest.NAME, () -> new Manifest(bytes));
        if (manifest.filter.isEmpty()) {
            records.mustBeWhole();
        }
        mustBe(records.notices(), notices);
        manifest.mustList(listed);
        manifest.mustCount(records.records(), records.erased(), records.redacted());
        manifest.mustName(checkpoint, verifier.keyText());
        if (!key.equals(verifier.keyText() + "\n")) {
            throw new VerificationException(Failure.ALTERED_FILE, "it is not the key that signed the checkpoint").inFile(KEY);
        }
        readSeal();
        return new VerifiedEvidence(checkpoint, earlier, manifest);
    }

    /** @throws IllegalArgumentException when the package does not tell */
    void mustExtend(VerifiedCheckpoint older) throws IOException {
        byte[] root = older.size() > checkpoint.size() ? null : tiles.root(older.size());
        if (root == null && earlier != null && earlier.size() == older.size()) {
            root = earlier.root();
        }
        boolean larger = older.size() > checkpoint.size();
        if (root == null && !larger && older.origin().equals(checkpoint.origin())) {
            throw new IllegalArgumentException("the package agrees with itself, but cannot tell whether the log only grew since the earlier checkpoint: "
                    + "have one made with that checkpoint as 'earlier', or without a filter");
        }
        if (root == null || !older.origin().equals(checkpoint.origin()) || !Arrays.equals(root, older.root())) {
            throw new VerificationException(Failure.INCONSISTENT, "size " + checkpoint.size() + " does not extend size " + older.size());
        }
    }

    private void growth(byte[] bytes) {
        JsonNode json = in(CONSISTENCY, () -> StrictJson.object(bytes));
        List<String> hashes = new ArrayList<>();
        json.path("hashes").forEach(hash -> hashes.add(hash.asText()));
        earlier = in(CONSISTENCY, () -> verifier.checkpoint(json.path(CHECKPOINT).asText()));
        if (json.path("from").asLong(-1) != earlier.size() || json.path("to").asLong(-1) != checkpoint.size()) {
            throw new VerificationException(Failure.INCONSISTENT, "it proves something else than the two checkpoints").inFile(CONSISTENCY);
        }
        in(CONSISTENCY, () -> {
            verifier.consistency(earlier, checkpoint, hashes);
            return null;
        });
    }

    private void readTiles() throws IOException {
        tiles = new PackagedTiles(file, checkpoint.size());
        while (next.startsWith(PackagedTiles.FOLDER)) {
            tiles.add(container.content());
            try {
                container.content().mustBeIntact();
            } catch (VerificationException e) {
                throw e.as(Failure.ALTERED_LOG);
            }
            ended();
        }
        if (!Arrays.equals(tiles.root(checkpoint.size()), checkpoint.root())) {
            throw new VerificationException(Failure.ALTERED_LOG, "the tiles do not lead to the root that was signed");
        }
    }

    private void readRecords(PackagedRecords records) throws IOException {
        records.read(container.content());
        ended();
    }

    /** What is there: what a file's name begins with, and its hash. */
    private Set<String> readNotices() throws IOException {
        Set<String> there = new HashSet<>();
        while (next.startsWith(NOTICES)) {
            String begin = next.substring(NOTICES.length()).split("\\.", 2)[0];
            there.add(begin + " " + Bytes.base64url(Bytes.sha256(bytes(next, MOST_TEXT))));
        }
        return there;
    }

    /** Each notice that a record names is there in the very words that were shown, and no other. */
    private static void mustBe(Set<String> named, Set<String> there) {
        for (String notice : there) {
            if (!named.contains(notice)) {
                throw new VerificationException(Failure.ALTERED_FILE, "no record was shown this text").inFile(NOTICES + notice.split(" ")[0] + ".txt");
            }
        }
        for (String notice : named) {
            if (!there.contains(notice)) {
                throw new VerificationException(Failure.ALTERED_FILE, "the text that a record was shown is missing").inFile(NOTICES + notice.split(" ")[0] + ".txt");
            }
        }
    }

    private void readSeal() throws IOException {
        expect(Container.SEAL);
        String expected = SEALED + container.bytesBeforeSeal() + "\n" + Bytes.base64(container.hashBeforeSeal()) + "\n";
        String note = container.seal();
        String text = in(Container.SEAL, () -> verifier.sealed(note));
        if (!text.equals(expected)) {
            throw new VerificationException(Failure.ALTERED_FILE, "the package is not the one that was sealed: its bytes were changed, though its files say the same");
        }
        container.end();
    }

    private void expect(String name) {
        if (!next.equals(name)) {
            throw new VerificationException(Failure.ALTERED_FILE, "it is missing, or not in its place").inFile(name);
        }
    }

    private void skip(String name) throws IOException {
        expect(name);
        container.content().skip();
        ended();
    }

    private byte[] bytes(String name, int most) throws IOException {
        byte[] bytes = content(name, most);
        ended();
        return bytes;
    }

    /** The content of the file that comes next, not yet checked against what follows it. */
    private byte[] content(String name, int most) throws IOException {
        expect(name);
        return container.content().all(most);
    }

    private String text(String name) throws IOException {
        return utf8(name, bytes(name, MOST_TEXT));
    }

    private static String utf8(String name, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new VerificationException(Failure.ALTERED_FILE, "not UTF-8").inFile(name);
        }
        return text;
    }

    private void ended() throws IOException {
        Container.Content content = container.content();
        content.mustBeIntact();
        files.add(new Manifest.Packed(content.name, content.bytes(), content.hash()));
        next = container.next();
    }

    /** A file that is not in its form was altered: the package says that it was sealed so. */
    private static <T> T in(String name, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (VerificationException e) {
            throw (e.failure() == Failure.UNREADABLE ? e.as(Failure.ALTERED_FILE) : e).inFile(name);
        }
    }
}
