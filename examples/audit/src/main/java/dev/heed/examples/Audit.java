package dev.heed.examples;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sdk.ExportFormat;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.verify.VerificationException;
import dev.heed.sdk.verify.VerifiedExport;
import dev.heed.sdk.verify.Verifier;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;

/**
 * Takes the consent log away from a server, and checks it where that server cannot reach.
 *
 * <p>Exit codes: 0 when all is well, 1 when something does not verify, 2 for wrong usage.
 */
public final class Audit {
    private static final String USAGE = "usage: export FOLDER | verify FOLDER [--against CHECKPOINT]";
    private static final String LOG = "consent-log.ndjson";
    private static final String TABLE = "consent-log.csv";
    private static final String KEY = "verifier-key.txt";
    private static final String CHECKPOINT = "checkpoint.txt";
    private static final String NOTICES = "notices.json";

    private final Path folder;

    private Audit(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        var command = arguments.length == 0 ? "" : arguments[0];
        if (command.equals("export") && arguments.length == 2) {
            new Audit(Path.of(arguments[1])).export();
        } else if (command.equals("verify") && arguments.length == 2) {
            System.exit(new Audit(Path.of(arguments[1])).verify(Path.of(arguments[1], CHECKPOINT)) ? 0 : 1);
        } else if (command.equals("verify") && arguments.length == 4 && arguments[2].equals("--against")) {
            System.exit(new Audit(Path.of(arguments[1])).verify(Path.of(arguments[3])) ? 0 : 1);
        } else {
            System.err.println(USAGE);
            System.exit(2);
        }
    }

    /** The checkpoint is taken before the log, so that the log must extend it; the table shows the log at the same size. */
    private void export() throws IOException {
        var keys = new ObjectMapper().readTree(Path.of(setting("HEED_KEYS")).toFile());
        var builder = HeedClient.builder().baseUrl(setting("HEED_URL")).credential(keys.required("compliance").textValue());
        Files.createDirectories(folder);
        try (var client = builder.build()) {
            Files.writeString(folder.resolve(KEY), client.ledger().key().getVerifierKey());
            Files.writeString(folder.resolve(CHECKPOINT), client.ledger().checkpoint());
            long size;
            try (var log = client.consentLog().export(LogFilter.all(), ExportFormat.NDJSON)) {
                size = log.treeSize().orElseThrow();
                Files.copy(log.stream(), folder.resolve(LOG), StandardCopyOption.REPLACE_EXISTING);
            }
            try (var table = client.consentLog().export(LogFilter.all().treeSize(size), ExportFormat.CSV)) {
                Files.copy(table.stream(), folder.resolve(TABLE), StandardCopyOption.REPLACE_EXISTING);
            }
            Notices.of(client).write(folder.resolve(NOTICES));
            System.out.println("Exported " + size + " records to " + folder + ":");
        }
        for (var name : new String[] {LOG, TABLE, CHECKPOINT, KEY, NOTICES}) {
            System.out.printf("  %-20s %,d bytes%n", name, Files.size(folder.resolve(name)));
        }
    }

    /** Counts only after everything has been verified; between the two readings the folder is the auditor's own. */
    private boolean verify(Path against) throws IOException {
        var verifier = Verifier.of(Files.readString(folder.resolve(KEY)));
        try {
            var export = verified(verifier, folder.resolve(LOG), against);
            System.out.printf("Verified offline: %d records of %s, %d of them erased, root %s%n", export.records(), export.checkpoint().origin(),
                export.erased(), Base64.getEncoder().encodeToString(export.checkpoint().root()));
            System.out.println("The log only grew since the checkpoint in " + against + ".");
        } catch (VerificationException failure) {
            System.err.println("Not valid: " + failure.getMessage());
            return false;
        }
        var tally = Tally.of(folder.resolve(LOG), Notices.read(folder.resolve(NOTICES)));
        tally.print();
        return tally.everyNoticeIsTheOneShown() & findsAnAlteredByte(verifier, against);
    }

    private boolean findsAnAlteredByte(Verifier verifier, Path against) throws IOException {
        var copy = Files.createTempFile("heed-audit", ".ndjson");
        try {
            Files.copy(folder.resolve(LOG), copy, StandardCopyOption.REPLACE_EXISTING);
            long middle = Files.size(copy) / 2;
            try (var file = new RandomAccessFile(copy.toFile(), "rw")) {
                file.seek(middle);
                int before = file.read();
                file.seek(middle);
                file.write(before ^ 1);
            }
            verified(verifier, copy, against);
            System.err.printf("%nByte %d of a copy was altered, and NOT found.%n", middle);
            return false;
        } catch (VerificationException found) {
            System.out.printf("%nByte %d of a copy was altered, and found: %s%n", Files.size(copy) / 2, found.getMessage());
            return true;
        } finally {
            Files.delete(copy);
        }
    }

    private static VerifiedExport verified(Verifier verifier, Path log, Path against) throws IOException {
        try (var in = Files.newInputStream(log)) {
            return verifier.export(in, verifier.checkpoint(Files.readString(against)));
        }
    }

    private static String setting(String name) {
        var value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is missing: HEED_URL is the server's, HEED_KEYS the path of its demo-keys.json");
        }
        return value;
    }
}
