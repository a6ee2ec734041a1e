package dev.heed;

import dev.heed.sdk.verify.Failure;
import dev.heed.sdk.verify.VerificationException;
import dev.heed.sdk.verify.Verifier;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies an exported consent log offline, with the SDK's verifier, which shares no code with what made the log. */
@Command(name = "verify", description = "Verify an unfiltered export of the consent log (NDJSON), offline.", mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:everything verifies", "2:wrong usage", "10:a record was altered", "11:the log was altered: records are missing, added or out of order",
        "12:the signature is not the key's", "13:inconsistent with the earlier checkpoint", "14:the input cannot be read"})
final class VerifyCommand implements Callable<Integer> {
    private static final Map<Failure, Integer> EXIT_CODES = Map.of(Failure.ALTERED_RECORD, 10, Failure.ALTERED_LOG, 11,
        Failure.BAD_SIGNATURE, 12, Failure.INCONSISTENT, 13, Failure.UNREADABLE, 14);

    @Parameters(paramLabel = "FILE", description = "The export: GET /v1/consent-log with 'Accept: application/x-ndjson'.")
    private Path file;

    @Option(names = "--key", required = true, paramLabel = "KEY", description = "The verifier key, saved when you first met the log (GET /v1/ledger/key).")
    private String key;

    @Option(names = "--against", paramLabel = "CHECKPOINT", description = "A file with an earlier checkpoint: the export must extend it.")
    private Path against;

    @Override
    public Integer call() throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            var verifier = Verifier.of(key);
            var checkpoint = verifier.export(in);
            System.out.printf("valid: %d records of %s, root %s%n", checkpoint.size(), checkpoint.origin(),
                java.util.Base64.getEncoder().encodeToString(checkpoint.root()));
            return 0;
        } catch (java.nio.file.NoSuchFileException missing) {
            throw new IllegalArgumentException("there is no file " + missing.getMessage());
        } catch (VerificationException failure) {
            System.out.println(failure.failure().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + ": " + failure.getMessage());
            return EXIT_CODES.get(failure.failure());
        }
    }
}
