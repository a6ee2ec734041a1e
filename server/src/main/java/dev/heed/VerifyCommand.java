package dev.heed;

import dev.heed.sdk.ExportFormat;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.HeedException;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.verify.Failure;
import dev.heed.sdk.verify.VerificationException;
import dev.heed.sdk.verify.Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies what was taken from a consent log, with the SDK's verifier, which shares no code with what made the log. */
@Command(name = "verify", description = "Verify an evidence package (zip), an unfiltered export of the consent log (NDJSON) or a receipt (JSON-LD), offline; or the log of a server that runs.",
    mixinStandardHelpOptions = true, exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:everything verifies", "1:the server did not answer", "2:wrong usage", "10:a record was altered", "11:the log was altered: records are missing, added or out of order",
        "12:the signature is not the key's", "13:inconsistent with the earlier checkpoint", "14:the input cannot be read", "15:a file of the package was altered, or a byte around its files"})
final class VerifyCommand implements Callable<Integer> {
    private static final Map<Failure, Integer> EXIT_CODES = Map.of(Failure.ALTERED_RECORD, 10, Failure.ALTERED_LOG, 11,
        Failure.BAD_SIGNATURE, 12, Failure.INCONSISTENT, 13, Failure.UNREADABLE, 14, Failure.ALTERED_FILE, 15);
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final long MOST_RECEIPT_BYTES = 1 << 20;
    private static final String API_KEY = "HEED_API_KEY";

    @Parameters(paramLabel = "PACKAGE|EXPORT|RECEIPT|URL", description = "The package (POST /v1/evidence), the export (GET /v1/consent-log with 'Accept: application/x-ndjson'), "
        + "the receipt (GET /v1/consent-log/{index}/receipt), or where a server is, whose whole log is then read.")
    private String input;

    @Option(names = "--key", paramLabel = "KEY", description = "The verifier key, saved when you first met the log (GET /v1/ledger/key). Without it a package's or a server's own is used, which proves less.")
    private String key;

    @Option(names = "--against", paramLabel = "FILE", description = "An earlier checkpoint, saved where the log's operator cannot change it: the log must extend it.")
    private Path against;

    @Option(names = "--api-key", paramLabel = "FILE", description = "The file that holds the API key for a URL, of role compliance; or set " + API_KEY + ".")
    private Path apiKey;

    @Option(names = "--json", description = "Print one JSON object instead of sentences.")
    private boolean json;

    private final VerifyProgress progress = new VerifyProgress();
    private String saved;

    /** What is to be done once it is known what the input is. */
    private interface Verification {
        VerifyReport with(Verifier verifier) throws IOException;
    }

    @Override
    public Integer call() throws IOException {
        try {
            saved = against == null ? null : Files.readString(against);
            var report = input.matches("https?://.*") ? server() : file(Path.of(input));
            progress.end();
            report.print(json);
            return 0;
        } catch (NoSuchFileException missing) {
            throw new IllegalArgumentException("there is no file " + missing.getMessage());
        } catch (HeedException refused) {
            throw new IllegalStateException("the server did not hand over its log: " + refused.getMessage());
        } catch (VerificationException failure) {
            progress.end();
            VerifyReport.of(failure).print(json);
            return EXIT_CODES.get(failure.failure());
        }
    }

    private VerifyReport file(Path file) throws IOException {
        if (begins(file, ZIP)) {
            return verified(() -> Verifier.keyIn(file.toFile()), verifier -> VerifyReport.of(saved == null ? verifier.evidence(file.toFile())
                : verifier.evidence(file.toFile(), verifier.checkpoint(saved)), saved != null));
        }
        if (key == null) {
            throw new IllegalArgumentException("--key is missing: an export and a receipt bring no key along that could be used instead");
        }
        var receipt = receipt(file);
        try (var in = Files.newInputStream(file)) {
            return verified(() -> key, verifier -> receipt.isPresent() ? VerifyReport.of(verifier.receipt(receipt.get())) : export(verifier, in));
        }
    }

    private VerifyReport server() throws IOException {
        try (var client = HeedClient.builder().baseUrl(input).credential(credential()).build()) {
            return verified(() -> client.ledger().key().getVerifierKey(), verifier -> {
                try (var export = client.consentLog().export(LogFilter.all(), ExportFormat.NDJSON); var in = export.stream()) {
                    return export(verifier, in);
                } catch (IOException brokenOff) {
                    throw new IllegalStateException("the server broke off: " + brokenOff.getMessage());
                }
            });
        }
    }

    private VerifyReport export(Verifier verifier, InputStream in) throws IOException {
        return VerifyReport.of(saved == null ? verifier.export(in) : verifier.export(in, verifier.checkpoint(saved)), saved != null);
    }

    /** With the key that was given, or else with the one that comes with what is verified, which is then said. */
    private VerifyReport verified(Callable<String> own, Verification verification) throws IOException {
        try {
            var used = key == null ? own.call() : key;
            var report = verification.with(Verifier.of(used).reportingTo(progress));
            return key == null ? report.withUntrustedKey(used) : report;
        } catch (IOException | RuntimeException expected) {
            throw expected;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private String credential() throws IOException {
        var text = apiKey == null ? System.getenv(API_KEY) : Files.readString(apiKey);
        if (text == null || text.isBlank()) {
            throw new IllegalArgumentException("a server asks who is calling: give --api-key FILE, or set " + API_KEY);
        }
        return text.strip();
    }

    private static boolean begins(Path file, byte[] with) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return java.util.Arrays.equals(in.readNBytes(with.length), with);
        }
    }

    /** The file, if it is a receipt: each begins with its context, which no line of an export has. */
    private Optional<String> receipt(Path file) throws IOException {
        if (Files.size(file) > MOST_RECEIPT_BYTES) {
            return Optional.empty();
        }
        var text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (!text.stripLeading().startsWith("{\"@context\"")) {
            return Optional.empty();
        }
        if (saved != null) {
            throw new IllegalArgumentException("--against is for packages and exports: a receipt cannot tell whether the log only grew");
        }
        return Optional.of(text);
    }
}
