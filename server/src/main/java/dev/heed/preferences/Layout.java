package dev.heed.preferences;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What holds, as the contract has it, without the values: what is the same for all customers of a catalog, encoded once.
 *
 * @param general what stands before each setting of which there is one
 * @param end what stands after the last value
 */
record Layout(List<SerializedString> general, List<Part<Offered.Channel>> channels, List<Part<Offered.Topic>> topics, List<Part<Offered.Purpose>> purposes, SerializedString end) {
    private static final List<String> GENERAL = List.of("language", "timeZone", "tone", "relationship", "restricted", "stopped", "paused", "frequency", "contactHours",
        "overflow", "preferredChannel");
    /**
     * A channel, topic or purpose.
     *
     * @param before what stands before each of its values
     */
    record Part<T>(T offered, List<SerializedString> before) {}

    static Layout of(Offered offered) {
        return new Drawing().of(offered);
    }

    /** A layout while it is being made: the text since the last value. */
    private static final class Drawing {
        private final StringBuilder text = new StringBuilder("{");

        Layout of(Offered offered) {
            var general = GENERAL.stream().map(this::before).toList();
            var channels = new ArrayList<Part<Offered.Channel>>();
            open("channels");
            for (var channel : offered.channels().values()) {
                open(channel.id());
                channels.add(new Part<>(channel, Stream.of("allowed", "frequency", "contactHours", "callers").limit(channel.anybody().isEmpty() ? 3 : 4).map(this::before).toList()));
                close();
            }
            close();
            var topics = new ArrayList<Part<Offered.Topic>>();
            open("topics");
            for (var topic : offered.topics().values()) {
                open(topic.topic().id());
                var before = new ArrayList<>(List.of(before("allowed"), before("frequency")));
                open("channels");
                topic.ways().forEach(way -> before.add(before(way.channel().id())));
                close();
                close();
                topics.add(new Part<>(topic, before));
            }
            close();
            var purposes = new ArrayList<Part<Offered.Purpose>>();
            open("purposes");
            for (var purpose : offered.purposes().values()) {
                open(purpose.purpose().id());
                purposes.add(new Part<>(purpose, List.of(before("allowed"))));
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
