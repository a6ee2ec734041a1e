package dev.heed.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.consent.Logged.Told;
import dev.heed.ledger.Discloser;
import dev.heed.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;

/** Writes records as lines of CSV (RFC 4180), straight from what is stored. No spreadsheet runs a cell. An instance belongs to one thread. */
public final class RecordCells {
    private static final String COLUMNS = "index,id,kind,setting_type,setting_id,setting_channel,status,previous_status,legal_basis,"
        + "notice_id,notice_version,notice_language,notice_sha256,surface,actor,catalog_version,occurred_at,recorded_at,erases,"
        + "customer_id,change_id,preferences_version,value,actor_id,ip,user_agent,reason,entry_hash\r\n";
    private static final List<byte[]> BEFORE_SETTING = names("index", "id", "kind");
    private static final List<byte[]> OF_SETTING = names("type", "id", "channel");
    private static final List<byte[]> BEFORE_NOTICE = names("status", "previousStatus", "legalBasis");
    private static final List<byte[]> OF_NOTICE = names("id", "version", "language", "sha256");
    private static final List<byte[]> AFTER_NOTICE = names("surface", "actor", "catalogVersion", "occurredAt", "recordedAt", "erases");
    private static final List<byte[]> CIRCUMSTANCES = names("actorId", "ip", "userAgent", "reason");
    private static final int PERSONAL_CELLS = 8;

    private final Discloser discloser = new Discloser();
    private final Line line = new Line();

    private static List<byte[]> names(String... names) {
        return java.util.Arrays.stream(names).map(Names::of).toList();
    }

    /** Writes the header line. */
    public void writeHeader(OutputStream out) throws IOException {
        out.write(Names.of(COLUMNS));
    }

    /**
     * Writes one record and its line break.
     *
     * @param keeps which of its personal members it shows, by the names under which they are disclosed
     */
    public void write(Logged logged, Predicate<String> keeps, OutputStream out) throws IOException {
        line.clear();
        var entry = logged.members();
        cells(entry, BEFORE_SETTING);
        within(entry, Names.SETTING, OF_SETTING);
        cells(entry, BEFORE_NOTICE);
        within(entry, Names.NOTICE, OF_NOTICE);
        cells(entry, AFTER_NOTICE);
        logged.told().ifPresentOrElse(told -> personal(told, keeps), () -> nothing(PERSONAL_CELLS));
        cell(discloser.leafHash(logged.entry()));
        line.put("\r\n").writeTo(out);
    }

    private void within(Members entry, byte[] name, List<byte[]> names) {
        int member = entry.find(name);
        if (member == Members.NONE) {
            nothing(names.size());
        } else {
            cells(entry.within(member), names);
        }
    }

    private void cells(Members object, List<byte[]> names) {
        for (var name : names) {
            int member = object.find(name);
            if (member != Members.NONE) {
                value(object, member);
            }
            line.put(',');
        }
    }

    private void nothing(int cells) {
        for (int i = 0; i < cells; i++) {
            line.put(',');
        }
    }

    private void personal(Told told, Predicate<String> keeps) {
        if (keeps.test("customerId")) {
            cell(told.customerId());
        }
        line.put(',');
        if (keeps.test("change")) {
            line.put(told.changeId().toString()).put(',').put(Long.toString(told.preferencesVersion()));
        } else {
            line.put(',');
        }
        line.put(',');
        if (keeps.test("value")) {
            cell(told.value());
        }
        line.put(',');
        circumstances(told.circumstances(), keeps);
    }

    private void circumstances(byte[] circumstances, Predicate<String> keeps) {
        if (circumstances.length == 0) {
            nothing(CIRCUMSTANCES.size());
            return;
        }
        var told = Members.of(circumstances);
        for (var name : CIRCUMSTANCES) {
            int member = told.find(name);
            if (member != Members.NONE && keeps.test(new String(name, StandardCharsets.US_ASCII))) {
                value(told, member);
            }
            line.put(',');
        }
    }

    /** A number, or what a string says. */
    private void value(Members object, int member) {
        var json = object.json();
        int from = object.valueFrom(member);
        int to = object.valueTo(member);
        if (json[from] != '"') {
            Cell.put(json, from, to, line);
        } else if (isEscaped(json, from, to)) {
            var wrapped = new Line().put("{\"text\":").put(json, from, to).put('}');
            ObjectNode read = Json.stored(wrapped.bytes());
            cell(read.get("text").textValue().getBytes(StandardCharsets.UTF_8));
        } else {
            Cell.put(json, from + 1, to - 1, line);
        }
    }

    private static boolean isEscaped(byte[] json, int from, int to) {
        for (int i = from; i < to; i++) {
            if (json[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private void cell(byte[] utf8) {
        Cell.put(utf8, 0, utf8.length, line);
    }
}
