package dev.heed.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.App;
import dev.heed.Config;
import dev.heed.Given;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A stopped server's files, with three brands and more than a thousand entries, to be tampered with as somebody could who has the disk. */
final class Tampered {
    /** Entries of the first brand: three tiles at level 0, the last of them partial, and one at level 1. */
    static final int ENTRIES = 640;
    /** Entries of the second brand. */
    static final int OTHERS_ENTRIES = 40;

    private final Path folder;

    private Tampered(Path folder) {
        this.folder = folder;
    }

    /** Makes them. */
    static Tampered fresh(Path folder) {
        var made = new Tampered(folder);
        try (var app = made.app(Map.of())) {
            for (var brand : Map.of(Given.SHOP, ENTRIES, "other", OTHERS_ENTRIES, "third", 360, "empty", 0).entrySet()) {
                app.createBrand(brand.getKey(), Given.catalog());
                Given.fill(app, brand.getKey(), brand.getValue() / 4);
            }
        }
        return made;
    }

    /** A copy in a folder, to be tampered with. */
    Tampered copy(Path to) {
        try (var files = Files.walk(folder)) {
            var into = Files.createTempDirectory(to, "tampered");
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = into.resolve(folder.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
            return new Tampered(into);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs statements past the program; {@code P} is the place of the first brand's first entry. */
    void sql(String... statements) {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database()); var statement = connection.createStatement()) {
            long shop;
            try (var row = statement.executeQuery("select no from brand where id = 'shop'")) {
                shop = row.getLong(1);
            }
            for (var trigger : new String[] {"entry_is_never_changed", "entry_is_never_deleted", "entry_is_never_replaced"}) {
                statement.execute("drop trigger if exists " + trigger);
            }
            for (var sql : statements) {
                assertThat(statement.executeUpdate(sql.replaceAll("\\bSHOP\\b", Long.toString(shop)).replaceAll("\\bP\\b", Long.toString(LedgerTable.place(shop, 0))))).as(sql).isPositive();
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    Path database() {
        return folder.resolve("heed.db");
    }

    Path key(String brand) {
        return folder.resolve("keys").resolve(brand + ".key");
    }

    Map<String, String> settings() {
        return Map.of("HEED_PORT", "0", "HEED_DATA", folder.toString(), "HEED_DATABASE", "jdbc:sqlite:" + database());
    }

    App app(Map<String, String> more) {
        var settings = new HashMap<>(settings());
        settings.putAll(more);
        return new App(Config.of(settings), Clock.systemUTC());
    }

    /** What it says instead of serving; empty when it serves. */
    Optional<String> refusal(Map<String, String> more) {
        try (var app = app(more)) {
            app.serve();
            return Optional.empty();
        } catch (IllegalStateException | IllegalArgumentException refused) {
            return Optional.of(refused.getMessage());
        }
    }

    /** What {@code heed doctor} finds. */
    Optional<String> diagnosis() {
        try (var app = app(Map.of())) {
            return app.check(Integer.MAX_VALUE);
        } catch (IllegalStateException | IllegalArgumentException refused) {
            return Optional.of(refused.getMessage());
        }
    }
}
