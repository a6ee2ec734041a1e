package dev.heed.preferences;

import com.fasterxml.jackson.core.io.SerializedString;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.heed.brand.Catalog;
import java.util.ArrayList;
import java.util.List;

/**
 * What holds, as the contract has it, without the values: what is the same for all customers of a catalog, encoded once.
 *
 * @param general what stands before each setting of which there is one
 * @param end what stands after the last value
 */
record Layout(List<SerializedString> general, List<Part> channels, List<Part> topics, List<Part> purposes, SerializedString end) {
    private static final List<String> GENERAL = List.of("language", "timeZone", "tone", "relationship", "restricted", "stopped", "paused", "frequency", "contactHours",
        "overflow", "preferredChannel");
    /** A catalog never changes, and is forgotten with its layout. */
    private static final Cache<Catalog, Layout> KNOWN = Caffeine.newBuilder().weakKeys().build();

    /**
     * A channel, topic or purpose.
     *
     * @param before what stands before each of its values
     */
    record Part(String id, List<SerializedString> before) {}

    static Layout of(Catalog catalog) {
        return KNOWN.get(catalog, unknown -> new Drawing().of(unknown));
    }

    /** A layout while it is being made: the text since the last value. */
    private static final class Drawing {
        private final StringBuilder text = new StringBuilder("{");

        Layout of(Catalog catalog) {
            var general = GENERAL.stream().map(this::before).toList();
            var channels = new ArrayList<Part>();
            open("channels");
            for (var channel : catalog.channels().values()) {
                open(channel.id());
                channels.add(new Part(channel.id(), (channel.callers().isEmpty() ? List.of("allowed", "frequency", "contactHours") : List.of("allowed", "frequency", "contactHours", "callers"))
                    .stream().map(this::before).toList()));
                close();
            }
            close();
            var topics = new ArrayList<Part>();
            open("topics");
            for (var topic : catalog.topics().values()) {
                open(topic.id());
                var before = new ArrayList<>(List.of(before("allowed"), before("frequency")));
                open("channels");
                topic.channels().forEach(channel -> before.add(before(channel)));
                close();
                close();
                topics.add(new Part(topic.id(), before));
            }
            close();
            var purposes = new ArrayList<Part>();
            open("purposes");
            for (var purpose : catalog.purposes().values()) {
                open(purpose.id());
                purposes.add(new Part(purpose.id(), List.of(before("allowed"))));
                close();
            }
            close();
            close();
            return new Layout(general, channels, topics, purposes, piece());
        }

        private void open(String name) {
            name(name);
            text.append('{');
        }

        private void close() {
            text.append('}');
        }

        /** All until the value of a member. */
        private SerializedString before(String name) {
            name(name);
            return piece();
        }

        private void name(String name) {
            boolean first = text.length() > 0 && text.charAt(text.length() - 1) == '{';
            text.append(first ? "" : ",").append('"').append(new SerializedString(name).asQuotedChars()).append("\":");
        }

        private SerializedString piece() {
            var piece = new SerializedString(text.toString());
            text.setLength(0);
            return piece;
        }
    }
}
