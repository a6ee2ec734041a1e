package dev.heed.decision;

import dev.heed.brand.Catalog.Policy;
import dev.heed.choice.Frequency;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.preferences.Effective;
import dev.heed.preferences.Preferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The caps under which a contact would fall: the customer's over all channels, on the channel and on the topic, and the brand's own. Each must have a place left. */
final class Caps {
    /**
     * One cap.
     *
     * @param own whether the customer asked for it, rather than the brand
     * @param channel the one channel whose contacts count; empty for all
     * @param topic the one topic whose contacts count; empty for all
     */
    record Cap(Frequency frequency, boolean own, Optional<String> channel, Optional<String> topic) {
        boolean covers(Contact.Counted contact) {
            return channel.map(contact.channel()::equals).orElse(true) && topic.map(contact.topic()::equals).orElse(true);
        }

        /** "at most 3 a week by email". */
        String words() {
            return "at most " + frequency.max() + " a " + frequency.per().name().toLowerCase(java.util.Locale.ROOT)
                + channel.map(id -> " on " + id).orElse("") + topic.map(id -> " about " + id).orElse("");
        }
    }

    private Caps() {}

    /** Whether there is any cap at all, on whatever channel or topic. */
    static boolean any(Preferences preferences) {
        return !preferences.catalog().policy().caps().isEmpty() || preferences.effective().settings().anyMatch(setting -> setting.type() == Type.FREQUENCY
            || setting.type() == Type.CHANNEL_FREQUENCY || setting.type() == Type.TOPIC_FREQUENCY);
    }

    static List<Cap> of(Policy policy, Effective effective, String channel, String topic) {
        var caps = new ArrayList<Cap>();
        effective.choice(Setting.of(Type.FREQUENCY)).ifPresent(cap -> caps.add(new Cap(Frequency.of(cap), true, Optional.empty(), Optional.empty())));
        effective.choice(Setting.of(Type.CHANNEL_FREQUENCY, channel)).ifPresent(cap -> caps.add(new Cap(Frequency.of(cap), true, Optional.of(channel), Optional.empty())));
        effective.choice(Setting.of(Type.TOPIC_FREQUENCY, topic)).ifPresent(cap -> caps.add(new Cap(Frequency.of(cap), true, Optional.empty(), Optional.of(topic))));
        for (var cap : policy.caps()) {
            if (cap.channel() == null || cap.channel().equals(channel)) {
                caps.add(new Cap(new Frequency(cap.max(), cap.per()), false, Optional.ofNullable(cap.channel()), Optional.empty()));
            }
        }
        return caps;
    }
}
