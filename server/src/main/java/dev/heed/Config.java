package dev.heed;

import dev.heed.access.RateLimiter.Limit;
import dev.heed.http.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every setting, from environment variables: its default, its meaning, and what is wrong with a wrong one. */
public record Config(String host, int port, Optional<String> publicUrl, String database, Path data, String serverName, Server.Limits limits, long cacheBytes, int writeQueue, int startupCheckEntries, int eventDays,
                     int contactDays, int reservationMinutes) {
    /**
     * A setting.
     *
     * @param meaning what it does, with its unit
     */
    public record Setting(String name, String fallback, String meaning) {}

    /** What a command that calls a server reads; no setting of the server, which passes it over. */
    private static final String OF_CALLERS = "HEED_API_KEY";

    /** All of them, as docs/operating.md lists them. */
    public static final List<Setting> SETTINGS = List.of(
        new Setting("HEED_HOST", "127.0.0.1", "The address to listen on; 0.0.0.0 for all."),
        new Setting("HEED_PORT", "7070", "The port to listen on; 0 for any that is free."),
        new Setting("HEED_PUBLIC_URL", "", "Where customers reach this server, such as https://heed.example.com: what links in messages begin with. Host and port when empty."),
        new Setting("HEED_DATABASE", "jdbc:sqlite:data/heed.db", "Where the database is: jdbc:sqlite: and a file."),
        new Setting("HEED_DATA", "data", "The folder of keys and secrets. Back it up apart from the database."),
        new Setting("HEED_SERVER_NAME", "heed.local", "This server's name in the ledger's origin and in tokens. Choose it once: it is part of every signature."),
        new Setting("HEED_KEY_WRITES", "10000/10", "Writes that one API key may make, as number/seconds."),
        new Setting("HEED_KEY_READS", "100000/10", "Reads that one API key may make, as number/seconds."),
        new Setting("HEED_CUSTOMER_WRITES", "60/60", "Writes with the tokens of one customer, as number/seconds."),
        new Setting("HEED_CUSTOMER_READS", "600/60", "Reads with the tokens of one customer, as number/seconds."),
        new Setting("HEED_LINK_WRITES", "30/60", "Writes with the links of one customer, as number/seconds."),
        new Setting("HEED_LINK_READS", "300/60", "Reads with the links of one customer, as number/seconds."),
        new Setting("HEED_CACHE_BYTES", "0", "Memory for documents that were read lately, in bytes; 0 for a quarter of the heap."),
        new Setting("HEED_WRITE_QUEUE", "2000", "Writes that may wait for the disk; one more is answered 503."),
        new Setting("HEED_STARTUP_CHECK", "10000", "Entries of each ledger, at most, that are compared with tree and preferences at start; `heed doctor` compares all."),
        new Setting("HEED_EVENT_DAYS", "30", "Days for which events are kept."),
        new Setting("HEED_CONTACT_DAYS", "400", "Days for which contacts, made or withheld, and feedback are kept; 31 at least, for the caps count contacts."),
        new Setting("HEED_RESERVATION_MINUTES", "15", "Minutes for which a place is held for a contact that is not confirmed."));

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException with a sentence for the operator when one of them is wrong
     */
    public static Config of(Map<String, String> environment) {
        var read = new Reading(environment);
        refuseUnknown(environment);
        return new Config(read.text("HEED_HOST"), (int) read.number("HEED_PORT", 0, 65_535), read.publicUrl(), read.text("HEED_DATABASE"), Path.of(read.text("HEED_DATA")),
            read.serverName(), read.limits(), read.cacheBytes(),
            (int) read.number("HEED_WRITE_QUEUE", 1, 1_000_000), (int) read.number("HEED_STARTUP_CHECK", 0, Integer.MAX_VALUE),
            (int) read.number("HEED_EVENT_DAYS", 1, 36_500), (int) read.number("HEED_CONTACT_DAYS", 31, 36_500),
            (int) read.number("HEED_RESERVATION_MINUTES", 1, 1_440));
    }

    /** A misspelled setting would be silently its default. */
    private static void refuseUnknown(Map<String, String> environment) {
        for (var name : environment.keySet()) {
            if (name.startsWith("HEED_") && !name.equals(OF_CALLERS) && SETTINGS.stream().noneMatch(setting -> setting.name.equals(name))) {
                throw new IllegalArgumentException("there is no setting " + name + "; there are "
                    + String.join(", ", SETTINGS.stream().map(Setting::name).toList()));
            }
        }
    }

    private record Reading(Map<String, String> environment) {
        String text(String name) {
            var fallback = SETTINGS.stream().filter(setting -> setting.name.equals(name)).findFirst().orElseThrow().fallback;
            return environment.getOrDefault(name, fallback).strip();
        }

        long number(String name, long least, long most) {
            try {
                long number = Long.parseLong(text(name));
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException notANumber) {
                // Refused below, with the same sentence.
            }
            throw new IllegalArgumentException(name + " must be a whole number from " + least + " to " + most + "; it is '" + text(name) + "'");
        }

        Optional<String> publicUrl() {
            var url = text("HEED_PUBLIC_URL");
            if (!url.isEmpty() && !url.matches("https?://[A-Za-z0-9.:\\[\\]-]{1,255}(/[A-Za-z0-9._~-]{1,100}){0,5}")) {
                throw new IllegalArgumentException("HEED_PUBLIC_URL must be such as https://heed.example.com, without a slash at the end; it is '" + url + "'");
            }
            return Optional.of(url).filter(set -> !set.isEmpty());
        }

        Server.Limits limits() {
            return new Server.Limits(limit("HEED_KEY_READS", "read"), limit("HEED_KEY_WRITES", "write"), limit("HEED_CUSTOMER_READS", "read"), limit("HEED_CUSTOMER_WRITES", "write"),
                limit("HEED_LINK_READS", "read"), limit("HEED_LINK_WRITES", "write"));
        }

        Limit limit(String name, String kind) {
            var parts = text(name).split("/", -1);
            if (parts.length == 2 && parts[0].matches("[1-9][0-9]{0,8}") && parts[1].matches("[1-9][0-9]{0,5}")) {
                return new Limit(kind, Long.parseLong(parts[0]), Long.parseLong(parts[1]));
            }
            throw new IllegalArgumentException(name + " must be number/seconds, such as 60/60; it is '" + text(name) + "'");
        }

        String serverName() {
            var name = text("HEED_SERVER_NAME");
            if (!name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,199}")) {
                throw new IllegalArgumentException("HEED_SERVER_NAME must be a host name; it is '" + name + "'");
            }
            return name;
        }

        long cacheBytes() {
            long bytes = number("HEED_CACHE_BYTES", 0, 1L << 40);
            return bytes > 0 ? bytes : Runtime.getRuntime().maxMemory() / 4;
        }
    }
}
