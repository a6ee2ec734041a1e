package dev.heed;

import dev.heed.sdk.verify.Failure;
import dev.heed.sdk.verify.VerificationException;
import dev.heed.sdk.verify.VerifiedExport;
import dev.heed.sdk.verify.VerifiedRecord;
import dev.heed.sdk.verify.Verifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies an exported consent log offline, with the SDK's verifier, which shares no code with what made the log. */
@Command(name = "verify", description = "Verify, offline, an unfiltered export of the consent log (NDJSON) or a receipt (JSON-LD).", mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:everything verifies", "2:wrong usage", "10:a record was altered", "11:the log was altered: records are missing, added or out of order",
        "12:the signature is not the key's", "13:inconsistent with the earlier checkpoint", "14:the input cannot be read"})
final class VerifyCommand implements Callable<Integer> {
    private static final Map<Failure, Integer> EXIT_CODES = Map.of(Failure.ALTERED_RECORD, 10, Failure.ALTERED_LOG, 11,
        Failure.BAD_SIGNATURE, 12, Failure.INCONSISTENT, 13, Failure.UNREADABLE, 14);
    private static final long RECORDS_A_LINE = 100_000;
    private static final long MOST_RECEIPT_BYTES = 1 << 20;

    @Parameters(paramLabel = "FILE", description = "The export (GET /v1/consent-log with 'Accept: application/x-ndjson') or the receipt (GET /v1/consent-log/{index}/receipt).")
    private Path file;

    @Option(names = "--key", required = true, paramLabel = "KEY", description = "The verifier key, saved when you first met the log (GET /v1/ledger/key).")
    private String key;

    @Option(names = "--against", paramLabel = "FILE", description = "An earlier checkpoint, saved where the log's operator cannot change it: the export must extend it.")
    private Path against;

    @Override
    public Integer call() throws IOException {
        try (var in = Files.newInputStream(file)) {
            var verifier = Verifier.of(key).reportingTo(VerifyCommand::progress);
            var receipt = receipt();
            if (receipt.isPresent()) {
                print(verifier.receipt(receipt.get()));
                return 0;
            }
            print(against == null ? verifier.export(in) : verifier.export(in, verifier.checkpoint(Files.readString(against))));
            return 0;
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("there is no file " + missing.getMessage());
        } catch (VerificationException failure) {
            System.out.println("not valid: " + failure.getMessage());
            return EXIT_CODES.get(failure.failure());
        }
    }

    /** The file, if it is a receipt: each begins with its context, which no line of an export has. */
    private Optional<String> receipt() throws IOException {
        if (Files.size(file) > MOST_RECEIPT_BYTES) {
            return Optional.empty();
        }
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (!text.stripLeading().startsWith("{\"@context\"")) {
            return Optional.empty();
        }
        if (against != null) {
            throw new IllegalArgumentException("--against is for exports: a receipt cannot tell whether the log only grew");
        }
        return Optional.of(text);
    }

    private static void print(VerifiedRecord record) {
        var said = record.open();
        System.out.printf("valid: the receipt of record %d of %s, %s %s at %s, in a log of %d records%n", record.index(), record.checkpoint().origin(), said.at("/setting/id").asText(),
            said.path("status").asText(), said.path("occurredAt").asText(), record.checkpoint().size());
    }

    private void print(VerifiedExport export) {
        var checkpoint = export.checkpoint();
        System.out.printf("valid: %d records of %s, %d of them erased, %d redacted, root %s%n", export.records(), checkpoint.origin(),
            export.erased(), export.redacted(), Base64.getEncoder().encodeToString(checkpoint.root()));
        System.out.println(against == null ? "A log that was rewritten and signed anew would pass, too: only --against an earlier checkpoint finds it."
            : "The log only grew since the earlier checkpoint.");
    }

    private static void progress(long records) {
        if (records % RECORDS_A_LINE == 0) {
            System.err.println(records + " records so far");
        }
    }
}
