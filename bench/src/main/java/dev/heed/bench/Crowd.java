package dev.heed.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.choice.Choices;
import dev.heed.consent.ConsentStatus;
import dev.heed.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A database with many customers, each of whom chose one to four settings, written with SQL: a million through the API would take hours.
 *
 * <p>There are no records of these choices, so nothing but counting should be measured on it.
 */
final class Crowd {
    private static final int MOST_CHOICES = 4;
    /** Changes when this class writes something else. */
    private static final int FORM = 2;
    private static final int ROWS_A_BATCH = 1_000;
    /** As new as the newest of the demo's notices, so that none asks again. */
    private static final long NOTICE_VERSION = 2;

    private final Mix mix = new Mix();
    private final List<List<ObjectNode>> documents = new ArrayList<>();
    private final SplittableRandom random = new SplittableRandom(4);
    private final long now = System.currentTimeMillis();

    private Crowd() throws IOException {
        var mapper = new ObjectMapper();
        for (int setting = 0; setting < mix.settings(); setting++) {
            var values = new ArrayList<ObjectNode>();
            for (var body : mix.bodies(setting)) {
                values.add((ObjectNode) mapper.readTree(body).get("chosen"));
            }
            documents.add(values);
        }
    }

    /** Takes the one that an earlier run left in the folder, if schema, catalog and choices are still the same; otherwise makes it. */
    static Path kept(Launch launch, Path folder, int customers) {
        var note = folder.resolve("crowd.txt");
        try {
            var wanted = Loaded.fingerprint(launch.jar()) + " " + FORM;
            if (!Files.exists(note) || !Files.readString(note).equals(wanted)) {
                Folders.delete(folder);
                launch.heed(folder).close();
                new Crowd().fill(HeedServer.file(folder), customers);
                Files.writeString(note, wanted);
            }
            return folder;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void fill(Path file, int customers) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement(); var known = statement.executeQuery("select coalesce(max(no), 0) from customer")) {
                if (known.getLong(1) != 0) {
                    throw new IllegalStateException("a new demo has customers already");
                }
            }
            try (var customer = connection.prepareStatement("insert into customer (no, brand_no, id) values (?, (select no from brand), ?)");
                 var preferences = connection.prepareStatement("insert into preferences (customer_no, version, updated_at, chosen, standing) values (?, 1, ?, ?, ?)")) {
                for (int number = 0; number < customers; number++) {
                    put(number, customer, preferences);
                    if ((number + 1) % ROWS_A_BATCH == 0 || number + 1 == customers) {
                        customer.executeBatch();
                        preferences.executeBatch();
                    }
                }
            }
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void put(int number, PreparedStatement customer, PreparedStatement preferences) throws SQLException {
        customer.setLong(1, number + 1L);
        customer.setString(2, Template.customer(number));
        customer.addBatch();
        var chosen = Choices.NONE;
        for (int left = 1 + random.nextInt(MOST_CHOICES); left > 0; left--) {
            var values = documents.get(mix.pick(random));
            chosen = chosen.patched(values.get(random.nextInt(values.size())));
        }
        preferences.setLong(1, number + 1L);
        preferences.setLong(2, now);
        preferences.setBytes(3, chosen.bytes());
        preferences.setBytes(4, standing(chosen, number));
        preferences.addBatch();
    }

    /** Where the consents among the choices stand, in the form of {@link dev.heed.consent.Standing#bytes}, up to 300 days old. */
    private byte[] standing(Choices chosen, long index) {
        long since = now - random.nextLong(Duration.ofDays(300).toMillis());
        return Json.bytes(json -> {
            for (var choice : chosen.values().entrySet()) {
                if (choice.getKey().isConsent()) {
                    json.writeArrayFieldStart(choice.getKey().toString());
                    var status = ConsentStatus.UNKNOWN.after(choice.getValue());
                    json.writeString(status.id());
                    json.writeNumber(since);
                    json.writeNumber(index);
                    json.writeNumber(status == ConsentStatus.GIVEN ? NOTICE_VERSION : 0);
                    json.writeEndArray();
                }
            }
        });
    }
}
