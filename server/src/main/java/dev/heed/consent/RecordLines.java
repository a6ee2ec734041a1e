package dev.heed.consent;

import dev.heed.consent.Logged.Told;
import dev.heed.ledger.Discloser;
import dev.heed.store.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Writes records with everything that proves them as lines of JSON, straight from what is stored: each byte for byte {@link Logged#toProvableJson}. An
 * instance belongs to one thread.
 */
public final class RecordLines {
    /** The members that an entry and a record share, in the order of the record. */
    private static final List<Shape> OPEN = List.of(Shape.of("index"), Shape.of("id"), Shape.of("kind"), Shape.of("setting", "type", "id", "channel"), Shape.of("status"),
        Shape.of("previousStatus"), Shape.of("legalBasis"), Shape.of("notice", "id", "version", "language", "sha256"), Shape.of("erases"), Shape.of("surface"), Shape.of("actor"),
        Shape.of("catalogVersion"), Shape.of("occurredAt"), Shape.of("recordedAt"));
    /** What only the entry has. */
    private static final List<Shape> SEALED = List.of(Shape.of("_sd"), Shape.of("v"));
    private static final byte[] CUSTOMER_ID = Names.of("customerId");
    private static final byte[] CHANGE = Names.of("change");
    private static final byte[] VALUE = Names.of("value");

    private final Discloser discloser = new Discloser();
    private final Line line = new Line();
    private final Line piece = new Line();
    private boolean first;

    /**
     * A member, and where its value is an object, the members of that in their order.
     *
     * @param members empty where the value is written as it is
     */
    private record Shape(byte[] name, List<Shape> members) {
        static Shape of(String name, String... members) {
            return new Shape(Names.of(name), Arrays.stream(members).map(Shape::of).toList());
        }
    }

    /**
     * The personal part as a line has it.
     *
     * @param canonical the value as it is disclosed
     */
    private record Personal(Told told, byte[] value, byte[] canonical, byte[] circumstances) {
        static Personal of(Told told) {
            boolean escaped = has(told.value(), '\\');
            boolean nested = told.value()[0] == '{' || told.value()[0] == '[';
            var node = escaped || nested ? told.valueNode() : null;
            return new Personal(told, escaped ? Json.bytes(node) : told.value(), node == null ? told.value() : Json.canonical(node),
                has(told.circumstances(), '\\') ? Json.bytes(Json.stored(told.circumstances())) : told.circumstances());
        }

        void eachCircumstance(Predicate<String> keeps, BiConsumer<byte[], byte[]> take) {
            if (circumstances.length == 0) {
                return;
            }
            var members = Members.of(circumstances);
            for (int i = 0; i < members.count(); i++) {
                var name = Arrays.copyOfRange(circumstances, members.nameFrom(i), members.nameTo(i));
                if (keeps.test(new String(name, StandardCharsets.US_ASCII))) {
                    take.accept(name, Arrays.copyOfRange(circumstances, members.valueFrom(i), members.valueTo(i)));
                }
            }
        }

        /** What is stored may escape otherwise than a line does, and then does it with a backslash. */
        private static boolean has(byte[] bytes, char wanted) {
            for (byte b : bytes) {
                if (b == wanted) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Writes one record and a line feed.
     *
     * @param keeps which of its personal members it shows, by the names under which they are disclosed
     */
    public void write(Logged logged, Predicate<String> keeps, OutputStream out) throws IOException {
        line.clear();
        if (count(logged.members(), OPEN) + count(logged.members(), SEALED) == logged.members().count()) {
            line(logged, keeps);
        } else {
            // An entry with members that have no place here yet.
            line.put(Json.bytes(logged.toProvableJson(keeps)));
        }
        line.put('\n').writeTo(out);
    }

    /** How many of the shapes an object has, none where one of them holds something unknown. */
    private static int count(Members object, List<Shape> shapes) {
        int count = 0;
        for (var shape : shapes) {
            int member = object.find(shape.name);
            if (member == Members.NONE) {
                continue;
            }
            if (!shape.members.isEmpty()) {
                var inner = object.within(member);
                if (count(inner, shape.members) != inner.count()) {
                    return -1;
                }
            }
            count++;
        }
        return count;
    }

    private void line(Logged logged, Predicate<String> keeps) {
        object(logged.members(), OPEN);
        line.put(",\"entryHash\":\"").put(discloser.leafHash(logged.entry())).put('"');
        var personal = logged.told().map(Personal::of);
        personal.ifPresent(part -> tell(part, keeps));
        line.put(",\"entry\":\"").putEscaped(logged.entry()).put("\",\"disclosures\":[");
        personal.ifPresent(part -> disclose(part, keeps));
        line.put("]}");
    }

    /** Begins an object with those of the shapes that there are; its end is left open. */
    private void object(Members object, List<Shape> shapes) {
        char before = '{';
        for (var shape : shapes) {
            int member = object.find(shape.name);
            if (member == Members.NONE) {
                continue;
            }
            line.put(before).put('"').put(shape.name).put("\":");
            before = ',';
            if (shape.members.isEmpty()) {
                line.put(object.json(), object.valueFrom(member), object.valueTo(member));
            } else {
                object(object.within(member), shape.members);
                line.put('}');
            }
        }
    }

    private void tell(Personal personal, Predicate<String> keeps) {
        var told = personal.told;
        if (keeps.test("customerId")) {
            line.put(",\"customerId\":\"").put(told.customerId()).put('"');
        }
        if (keeps.test("change")) {
            line.put(",\"changeId\":\"").put(told.changeId().toString()).put("\",\"preferencesVersion\":").put(Long.toString(told.preferencesVersion()));
        }
        if (keeps.test("value")) {
            line.put(",\"value\":").put(personal.value);
        }
        personal.eachCircumstance(keeps, (name, json) -> line.put(",\"").put(name).put("\":").put(json));
    }

    private void disclose(Personal personal, Predicate<String> keeps) {
        var told = personal.told;
        discloser.turnTo(told.seed());
        first = true;
        if (keeps.test("customerId")) {
            piece.clear();
            disclose(CUSTOMER_ID, piece.put('"').put(told.customerId()).put('"').bytes());
        }
        if (keeps.test("change")) {
            piece.clear();
            disclose(CHANGE, piece.put("{\"id\":\"").put(told.changeId().toString()).put("\",\"preferencesVersion\":").put(Long.toString(told.preferencesVersion())).put('}').bytes());
        }
        if (keeps.test("value")) {
            disclose(VALUE, personal.canonical);
        }
        personal.eachCircumstance(keeps, this::disclose);
    }

    private void disclose(byte[] name, byte[] json) {
        line.put(first ? "\"" : ",\"").put(discloser.disclosure(name, json)).put('"');
        first = false;
    }
}
