package dev.heed.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.sdk.EvidencePackage;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.EvidenceProfile;
import dev.heed.sdk.verify.Failure;
import dev.heed.sdk.verify.VerificationException;
import dev.heed.sdk.verify.Verifier;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No byte of a package can be changed unnoticed: not in its records, not in its pictures, not where a zip is padded. */
class FlipTest {
    private static final long SEED = 20261122;
    private static final int FLIPS = 1_000;
    /** Where nothing belongs to a file. */
    private static final String AROUND = "around the files";
    /** What a changed byte may be found as, by the file whose content it is part of. */
    private static final Map<String, Set<Failure>> KINDS = Map.of(
        "tile", EnumSet.of(Failure.ALTERED_LOG, Failure.ALTERED_FILE),
        "checkpoint", EnumSet.of(Failure.BAD_SIGNATURE, Failure.ALTERED_FILE),
        "consistency.json", EnumSet.of(Failure.INCONSISTENT, Failure.BAD_SIGNATURE, Failure.ALTERED_FILE),
        "records.ndjson", EnumSet.of(Failure.ALTERED_RECORD, Failure.ALTERED_FILE),
        "seal", EnumSet.of(Failure.BAD_SIGNATURE, Failure.ALTERED_FILE));

    @TempDir
    private static Path folder;
    private static Verifier verifier;
    private static Sample whole;
    private static Sample small;

    /**
     * A package.
     *
     * @param regions where the packed bytes of each file begin; each ends where the next thing does
     */
    private record Sample(Path zip, byte[] original, TreeMap<Integer, String> regions) {
        static Sample of(EvidencePackage taken) throws IOException {
            var zip = Unpacked.take(taken, folder);
            var original = Files.readAllBytes(zip);
            return new Sample(zip, original, regions(original));
        }

        /** Reads the directory, which says where each file lies and how long it is. */
        private static TreeMap<Integer, String> regions(byte[] original) {
            var regions = new TreeMap<>(Map.of(0, AROUND));
            var bytes = ByteBuffer.wrap(original).order(ByteOrder.LITTLE_ENDIAN);
            int end = original.length - 22;
            int at = bytes.getInt(end + 16);
            for (int i = 0; i < bytes.getShort(end + 10); i++) {
                int name = bytes.getShort(at + 28);
                int content = bytes.getInt(at + 42) + 30 + name;
                regions.put(content, new String(original, at + 46, name, StandardCharsets.UTF_8));
                regions.put(content + bytes.getInt(at + 20), AROUND);
                at += 46 + name;
            }
            return regions;
        }

        String region(int at) {
            return regions.floorEntry(at).getValue();
        }

        VerificationException found(byte[] changed) throws IOException {
            Files.write(zip, changed);
            try {
                verifier.evidence(zip.toFile());
                return null;
            } catch (VerificationException found) {
                return found;
            }
        }
    }

    @BeforeAll
    static void take() throws IOException {
        try (var given = Given.server()) {
            given.client(Role.APP).customers().get("first").preferences().change(choice -> choice.topic("offers").allow());
            var compliance = given.client(Role.COMPLIANCE);
            var saved = compliance.ledger().checkpoint();
            Given.fill(given.app(), Given.SHOP, 66);
            whole = Sample.of(compliance.evidence().make(EvidenceProfile.REGULATOR, LogFilter.all(), saved));
            small = Sample.of(compliance.evidence().make(EvidenceProfile.SUBJECT_ACCESS, LogFilter.all().customer("first"), saved));
            verifier = Verifier.of(compliance.ledger().key().getVerifierKey());
        }
    }

    private static void mustBeFound(Sample sample, int at, int bit, Map<Failure, Integer> counts) throws IOException {
        var changed = sample.original.clone();
        changed[at] ^= (byte) (1 << bit);
        var found = sample.found(changed);
        var region = sample.region(at);
        var what = "bit " + bit + " of byte " + at + ", in " + region;
        assertThat(found).as(what).isNotNull();
        var file = region.startsWith("tile/") ? "tile" : region;
        if (region.equals(AROUND)) {
            // The name of a tile, which then is not there; the length of the seal, which then is another note.
            var kinds = at < 4 ? Set.of(Failure.UNREADABLE) : Set.of(Failure.ALTERED_FILE, Failure.ALTERED_LOG, Failure.BAD_SIGNATURE);
            assertThat(kinds).as(what + ": " + found.getMessage()).contains(found.failure());
        } else {
            assertThat(KINDS.getOrDefault(file, EnumSet.of(Failure.ALTERED_FILE))).as(what + ": " + found.getMessage()).contains(found.failure());
        }
        counts.merge(found.failure(), 1, Integer::sum);
    }

    @Test
    void anUntouchedPackageIsInOrder() throws IOException {
        assertThat(whole.found(whole.original)).isNull();
        assertThat(small.found(small.original)).isNull();
        assertThat(whole.regions.values()).contains("records.ndjson", "seal", "consistency.json", "notices/marketing-v2-en.txt");
    }

    @Test
    void aThousandChangedBitsAreAllFound() throws IOException {
        var random = new Random(SEED);
        var kinds = new EnumMap<Failure, Integer>(Failure.class);
        for (int i = 0; i < FLIPS; i++) {
            mustBeFound(whole, random.nextInt(whole.original.length), random.nextInt(8), kinds);
        }
        assertThat(kinds.get(Failure.ALTERED_RECORD)).as("most of a package is records").isGreaterThan(FLIPS / 4);
        assertThat(kinds.get(Failure.ALTERED_LOG)).isPositive();
        assertThat(kinds.get(Failure.ALTERED_FILE)).isPositive();
    }

    @Test
    void everyBitAroundTheFilesAndInTheSealIsCovered() throws IOException {
        var kinds = new EnumMap<Failure, Integer>(Failure.class);
        var random = new Random(SEED + 1);
        for (int at = 0; at < small.original.length; at++) {
            if (Set.of(AROUND, "seal", "checkpoint").contains(small.region(at))) {
                mustBeFound(small, at, random.nextInt(8), kinds);
            }
        }
        assertThat(kinds.get(Failure.BAD_SIGNATURE)).isPositive();
    }

    @Test
    void theLastBitsOfEachFileAreCoveredThoughTheyUnpackToTheSame() throws IOException {
        var kinds = new EnumMap<Failure, Integer>(Failure.class);
        for (var begin : small.regions.entrySet()) {
            if (begin.getValue().equals(AROUND) && begin.getKey() > 0) {
                for (int bit = 0; bit < 8; bit++) {
                    mustBeFound(small, begin.getKey() - 1, bit, kinds);
                }
            }
        }
        assertThat(kinds.get(Failure.ALTERED_FILE)).isPositive();
    }

    @Test
    void aPackageThatIsCutShortOrGoesOnIsNone() throws IOException {
        var original = small.original;
        for (int length : new int[] {0, 3, 29, 40, original.length / 3, original.length / 2, original.length - 30, original.length - 22, original.length - 1}) {
            assertThat(small.found(Arrays.copyOf(original, length)).failure()).as(length + " bytes").isEqualTo(Failure.UNREADABLE);
        }
        assertThat(small.found(Arrays.copyOf(original, original.length + 1)).failure()).isEqualTo(Failure.ALTERED_FILE);
        assertThat(small.found("PK no package".getBytes(StandardCharsets.UTF_8)).failure()).isEqualTo(Failure.UNREADABLE);
    }
}
