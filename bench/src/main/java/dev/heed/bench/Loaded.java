package dev.heed.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.zip.ZipFile;

/**
 * A database of customers who made ten changes each, through the API with idempotency keys, by a server that was stopped afterwards.
 *
 * @param changesPerSecond how fast it was loaded
 * @param bytes of the database's file
 */
record Loaded(Path folder, int customers, double changesPerSecond, long bytes) {
    private static final int CHANGES_EACH = 10;
    private static final int CONNECTIONS = 64;
    private static final double NO_HURRY_SECONDS = 3_600;

    /** Makes one, in place of whatever is in the folder. */
    static Loaded make(Launch launch, Path folder, int customers) {
        Folders.delete(folder);
        Load.Outcome outcome;
        try (var server = launch.heed(folder)) {
            outcome = Load.run(server.port(), CONNECTIONS, NO_HURRY_SECONDS, new Changes(server.key(), customers, CONNECTIONS).each(CHANGES_EACH));
        }
        long records = HeedServer.records(folder);
        if (records != (long) customers * CHANGES_EACH || outcome.answers() != records) {
            throw new IllegalStateException(outcome.answers() + " changes were answered, but there are " + records + " records");
        }
        return new Loaded(folder, customers, outcome.perSecond(), HeedServer.databaseBytes(folder));
    }

    /** Takes the one that an earlier run left in the folder, if schema, catalog and changes are still the same; otherwise makes it. */
    static Loaded kept(Launch launch, Path folder, int customers) {
        var note = folder.resolve("loaded.properties");
        var kept = new Properties();
        try {
            var wanted = fingerprint(launch.jar());
            if (Files.exists(note)) {
                try (var in = Files.newInputStream(note)) {
                    kept.load(in);
                }
                if (wanted.equals(kept.getProperty("fingerprint"))) {
                    return new Loaded(folder, customers, Double.parseDouble(kept.getProperty("changesPerSecond")), HeedServer.databaseBytes(folder));
                }
            }
            var made = make(launch, folder, customers);
            kept.setProperty("fingerprint", wanted);
            kept.setProperty("changesPerSecond", Double.toString(made.changesPerSecond));
            try (var out = Files.newOutputStream(note)) {
                kept.store(out, null);
            }
            return made;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Changes when the schema, the catalog or the mix does. */
    static String fingerprint(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            var parts = zip.stream().filter(entry -> entry.getName().matches("db/.+|demo/catalog\\.json")).map(entry -> entry.getName() + "=" + entry.getCrc()).sorted().toList();
            return parts + " " + new Mix().fingerprint();
        }
    }

    /** The changes that go on from what is chosen in it. */
    Changes goOn(String apiKey, int connections) {
        if (connections != CONNECTIONS) {
            throw new IllegalArgumentException("a change may only be followed by one on the same connection");
        }
        var changes = new Changes(apiKey, customers, connections);
        changes.replay(CHANGES_EACH);
        return changes;
    }

    /** How many changes it was made of. */
    long changes() {
        return (long) customers * CHANGES_EACH;
    }
}
