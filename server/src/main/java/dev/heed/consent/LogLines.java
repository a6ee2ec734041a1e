package dev.heed.consent;

import dev.heed.store.Json;
import dev.heed.store.Times;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes records of the consent log one after the other, as lines of JSON or of CSV. */
public abstract class LogLines {
    /** How many records are read for a stream in one transaction. */
    public static final int RECORDS_AT_ONCE = 500;
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;

    private LogLines(OutputStream out) {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
    }

    /** Writes what stands before the first record. */
    public void begin() throws IOException {}

    /**
     * Writes a record.
     *
     * @param keeps which of its personal members it shows, by the names under which they are disclosed
     */
    public abstract void record(Logged logged, Predicate<String> keeps) throws IOException;

    /** @param checkpoint the signed checkpoint of the tree size to which the export is fixed */
    public void end(String checkpoint) throws IOException {
        flush();
    }

    /** Hands on whatever was written. */
    public void flush() throws IOException {
        out.flush();
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** One record a line, and the checkpoint as the last. */
    public static LogLines ndjson(OutputStream out) {
        return new LogLines(out) {
            @Override
            public void record(Logged logged, Predicate<String> keeps) throws IOException {
                write(Json.bytes(logged.toProvableJson(keeps)));
                write(new byte[] {'\n'});
            }

            @Override
            public void end(String checkpoint) throws IOException {
                write(Json.bytes(Json.object().put("checkpoint", checkpoint)));
                write(new byte[] {'\n'});
                super.end(checkpoint);
            }
        };
    }

    /** A header line, then one record a line (RFC 4180). */
    public static LogLines csv(OutputStream out) {
        return new LogLines(out) {
            private static final String COLUMNS = "index,id,kind,setting_type,setting_id,setting_channel,status,previous_status,legal_basis,"
                + "notice_id,notice_version,notice_language,notice_sha256,surface,actor,catalog_version,occurred_at,recorded_at,"
                + "customer_id,change_id,preferences_version,value,actor_id,ip,user_agent,reason,entry_hash\r\n";

            @Override
            /** Writes what stands before the first record. */
    public void begin() throws IOException {
                write(COLUMNS.getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void record(Logged logged, Predicate<String> keeps) throws IOException {
                var line = cells(logged.record(), keeps, logged.hash()).stream().map(LogLines::cell).collect(Collectors.joining(",", "", "\r\n"));
                write(line.getBytes(StandardCharsets.UTF_8));
            }
        };
    }

    private static List<String> cells(ConsentRecord record, Predicate<String> keeps, String entryHash) {
        var setting = record.setting();
        var personal = record.personal();
        return List.of(Long.toString(record.index()), record.id().toString(), record.kind(), setting.type().id(), setting.id(), setting.channel(),
            record.status().map(status -> status.id()).orElse(""), record.previousStatus().map(status -> status.id()).orElse(""),
            record.legalBasis().map(basis -> basis.id()).orElse(""),
            record.notice().map(notice -> notice.id()).orElse(""), record.notice().map(notice -> Long.toString(notice.version())).orElse(""),
            record.notice().map(notice -> notice.language()).orElse(""), record.notice().map(notice -> notice.sha256()).orElse(""),
            record.surface(), record.actor(), Long.toString(record.catalogVersion()), Times.text(record.occurredAt()), Times.text(record.recordedAt()),
            personal.filter(part -> keeps.test("customerId")).map(part -> part.customerId()).orElse(""),
            personal.filter(part -> keeps.test("change")).map(part -> part.changeId().toString()).orElse(""),
            personal.filter(part -> keeps.test("change")).map(part -> Long.toString(part.preferencesVersion())).orElse(""),
            personal.filter(part -> keeps.test("value")).map(part -> part.value().toString()).orElse(""),
            told(record, keeps, "actorId"), told(record, keeps, "ip"), told(record, keeps, "userAgent"), told(record, keeps, "reason"), entryHash);
    }

    private static String told(ConsentRecord record, Predicate<String> keeps, String name) {
        return record.personal().filter(part -> keeps.test(name)).map(part -> part.circumstances().path(name).asText("")).orElse("");
    }

    /** A spreadsheet must not run a cell: what begins like a formula gets an apostrophe before it. */
    static String cell(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        var safe = formula ? "'" + text : text;
        boolean quote = formula || safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n' || c == ';' || c == '\t');
        return quote ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
