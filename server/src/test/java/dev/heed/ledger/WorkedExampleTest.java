package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.verify.Verifier;
import dev.heed.store.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The log that docs/ledger.md works out, made again with the server's code and checked with the SDK's: the page says what is so, byte for byte. */
class WorkedExampleTest {
    private static final String ORIGIN = "heed.example/shop";
    private static final HexFormat HEX = HexFormat.of();
    private static final Map<String, String> PAGE = page();

    private final LedgerKey key = LedgerKey.of(ORIGIN, HEX.parseHex(PAGE.get("key").replace("\n", "")));
    private final Verifier verifier = Verifier.of(PAGE.get("verifier-key"));

    /** The blocks of the page, by what follows their three backquotes. */
    private static Map<String, String> page() {
        try {
            var blocks = new HashMap<String, String>();
            var found = Pattern.compile("^```([a-z0-9-]+)\n(.*?)\n```$", Pattern.MULTILINE | Pattern.DOTALL).matcher(Files.readString(Path.of("../docs/ledger.md")));
            while (found.find()) {
                blocks.put(found.group(1), found.group(2));
            }
            return blocks;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static List<String> lines(String block) {
        return List.of(PAGE.get(block).split("\n"));
    }

    private static ObjectNode object(String json) {
        return (ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<byte[]> entries() {
        return List.of("entry-0", "entry-1", "entry-2").stream().map(PAGE::get).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
    }

    private static List<byte[]> leaves() {
        return entries().stream().map(Merkle::leafHash).toList();
    }

    private static Growth grown(int size) {
        return Tiles.growth(0, leaves().subList(0, size), (level, number, width) -> new byte[0]);
    }

    private static Merkle.Hashes hashes(int size) {
        return Tiles.hashes(size, (level, number, width) -> grown(size).tiles().get(0).hashes());
    }

    private static List<String> base64(List<byte[]> hashes) {
        return hashes.stream().map(Base64.getEncoder()::encodeToString).toList();
    }

    private static Map<String, JsonNode> members(int index) {
        var members = new LinkedHashMap<String, JsonNode>();
        for (var array : lines("arrays-" + index)) {
            var parts = Json.read(array.getBytes(StandardCharsets.UTF_8));
            members.put(parts.get(1).textValue(), parts.get(2));
        }
        return members;
    }

    @Test
    void theDisclosuresAndTheEntryFollowFromTheSeedAndTheMembers() {
        for (int index = 0; index < 3; index++) {
            var seed = HEX.parseHex(PAGE.get("seed-" + index));
            var disclosures = Ledger.disclosures(seed, members(index));
            assertThat(disclosures).isEqualTo(lines("disclosures-" + index));
            assertThat(disclosures.stream().map(text -> new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8))).isEqualTo(lines("arrays-" + index));
            assertThat(disclosures.stream().map(Ledger::digest)).isEqualTo(lines("digests-" + index));
            var open = object(PAGE.get("entry-" + index));
            open.remove(List.of("_sd", "index"));
            assertThat(new String(Ledger.entry(new Ledger.Draft(open, Salted.of(seed, members(index))), index), StandardCharsets.UTF_8)).isEqualTo(PAGE.get("entry-" + index));

            var discloser = new Discloser();
            discloser.turnTo(seed);
            assertThat(members(index).entrySet().stream().map(member -> new String(discloser.disclosure(member.getKey().getBytes(StandardCharsets.US_ASCII), Json.canonical(member.getValue())),
                StandardCharsets.US_ASCII))).isEqualTo(disclosures);
        }
    }

    @Test
    void theNoticeIsTheOneThatThePageQuotes() throws IOException {
        var text = Pattern.compile("after a notice that reads `([^`]+)`").matcher(Files.readString(Path.of("../docs/ledger.md"))).results().findFirst().orElseThrow().group(1);
        assertThat(object(PAGE.get("entry-0")).at("/notice/sha256").textValue())
            .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(new Sha256().of(text.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void thePageTellsHowLongEachEntryIs() throws IOException {
        var told = Pattern.compile("^\\*\\*Entry [0-9].* ([0-9]+) bytes[:.]$", Pattern.MULTILINE).matcher(Files.readString(Path.of("../docs/ledger.md"))).results().map(found -> Integer.parseInt(found.group(1)));
        assertThat(told).containsExactlyElementsOf(entries().stream().map(entry -> entry.length).toList());
    }

    @Test
    void theTreeFollowsFromTheEntries() {
        assertThat(leaves().stream().map(HEX::formatHex)).isEqualTo(lines("leaves"));
        assertThat(List.of(HEX.formatHex(grown(2).root()), HEX.formatHex(grown(3).root()))).isEqualTo(lines("nodes"));
        var tile = grown(3).tiles().get(0);
        assertThat(tile.path()).isEqualTo(TilePath.parse("0/000.p/3").orElseThrow());
        assertThat(HEX.formatHex(tile.hashes())).isEqualTo(PAGE.get("leaves").replace("\n", ""));
    }

    @Test
    void theBundleBeginsEachEntryWithItsLength() {
        var bundle = Tiles.bundle(entries());
        var starts = new ArrayList<String>();
        for (int at = 0; at < bundle.length; at += 2 + (bundle[at] & 0xff) * 256 + (bundle[at + 1] & 0xff)) {
            starts.add(HEX.formatHex(Arrays.copyOfRange(bundle, at, at + 8)));
        }
        assertThat(starts).isEqualTo(lines("bundle"));
    }

    @Test
    void theCheckpointsAreSignedWithTheKeyOfThePage() {
        assertThat(key.verifierKey()).isEqualTo(PAGE.get("verifier-key"));
        assertThat(new Checkpoint(ORIGIN, 3, grown(3).root()).signed(key)).isEqualTo(PAGE.get("checkpoint") + "\n");
        assertThat(new Checkpoint(ORIGIN, 2, grown(2).root()).signed(key)).isEqualTo(PAGE.get("checkpoint-2") + "\n");
        assertThat(verifier.checkpoint(PAGE.get("checkpoint") + "\n").size()).isEqualTo(3);
    }

    @Test
    void theProofsAreThoseOfTheTree() {
        var inclusion = new InclusionProof(1, 3, Merkle.inclusionProof(1, 3, hashes(3)));
        assertThat(inclusion.tlogProof(PAGE.get("checkpoint") + "\n")).isEqualTo(PAGE.get("proof") + "\n");
        var record = verifier.inclusion(PAGE.get("proof") + "\n", PAGE.get("entry-1"), lines("disclosures-1"));
        assertThat(record.withheld()).isZero();
        assertThat(record.disclosed()).isEqualTo(members(1));

        assertThat(base64(Merkle.consistencyProof(2, 3, hashes(3)))).isEqualTo(lines("consistency"));
        verifier.consistency(verifier.checkpoint(PAGE.get("checkpoint-2") + "\n"), verifier.checkpoint(PAGE.get("checkpoint") + "\n"), lines("consistency"));
    }

    @Test
    void theExportHoldsTheseEntriesAndVerifies() throws IOException {
        var export = PAGE.get("export") + "\n";
        var verified = verifier.export(new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)), verifier.checkpoint(PAGE.get("checkpoint-2") + "\n"));
        assertThat(verified.records()).isEqualTo(3);
        assertThat(verified.erased() + verified.redacted()).isZero();
        var lines = lines("export");
        for (int index = 0; index < 3; index++) {
            var line = object(lines.get(index));
            assertThat(line.get("entry").textValue()).isEqualTo(PAGE.get("entry-" + index));
            assertThat(line.get("entryHash").textValue()).isEqualTo(Base64.getEncoder().encodeToString(leaves().get(index)));
            assertThat(new String(Json.bytes(line), StandardCharsets.UTF_8)).isEqualTo(lines.get(index));
            assertThat(order(line)).isEqualTo(ORDER.stream().filter(line::has).toList());
            assertThat(order(line.get("setting"))).isEqualTo(List.of("type", "id", "channel").stream().filter(line.get("setting")::has).toList());
        }
        assertThat(lines.get(3)).isEqualTo(new String(Json.bytes(Json.object().put("checkpoint", PAGE.get("checkpoint") + "\n")), StandardCharsets.UTF_8));
    }

    private static final List<String> ORDER = List.of("index", "id", "kind", "setting", "status", "previousStatus", "legalBasis", "notice", "surface", "actor", "catalogVersion", "occurredAt",
        "recordedAt", "entryHash", "customerId", "changeId", "preferencesVersion", "value", "actorId", "ip", "userAgent", "reason", "entry", "disclosures");

    private static List<String> order(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).collect(Collectors.toList());
    }
}
