package dev.heed.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the records of a log amount to: how many came to which status, by topic and purpose. */
final class Tally {
    private final Map<String, Map<String, Integer>> consents = new TreeMap<>();
    private final Notices notices;
    private int others;
    private int shown;
    private int unknown;

    private Tally(Notices notices) {
        this.notices = notices;
    }

    /** Counts the records of a log that has been verified. */
    static Tally of(Path log, Notices notices) throws IOException {
        var tally = new Tally(notices);
        var mapper = new ObjectMapper();
        try (var lines = Files.newBufferedReader(log)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var record = mapper.readTree(line);
                if (record.has("index")) {
                    tally.add(record);
                }
            }
        }
        return tally;
    }

    private void add(JsonNode record) {
        if (!record.has("status")) {
            others++;
            return;
        }
        consents.computeIfAbsent(name(record.get("setting")), unseen -> new TreeMap<>()).merge(record.get("status").textValue(), 1, Integer::sum);
        if (record.has("notice")) {
            shown++;
            unknown += notices.have(record.get("notice")) ? 0 : 1;
        }
    }

    private static String name(JsonNode setting) {
        var channel = setting.has("channel") ? " by " + setting.get("channel").textValue() : "";
        return setting.get("type").textValue() + " " + setting.get("id").textValue() + channel;
    }

    void print() {
        var statuses = new TreeSet<String>();
        consents.values().forEach(counts -> statuses.addAll(counts.keySet()));
        System.out.printf("%n  %-34s", "");
        statuses.forEach(status -> System.out.printf("%11s", status));
        System.out.println();
        consents.forEach((name, counts) -> {
            System.out.printf("  %-34s", name);
            statuses.forEach(status -> System.out.printf("%11s", counts.containsKey(status) ? counts.get(status) : "."));
            System.out.println();
        });
        System.out.printf("  and %d records of settings that are no consent%n%n", others);
        System.out.printf("Notices: %d records name the text that was shown; for %d of them notices.json has that very text.%n",
            shown, shown - unknown);
    }

    boolean everyNoticeIsTheOneShown() {
        return unknown == 0;
    }
}
