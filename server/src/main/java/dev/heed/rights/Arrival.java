package dev.heed.rights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Category;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.brand.Review;
import dev.heed.choice.Setting;
import dev.heed.choice.Setting.Type;
import dev.heed.choice.WeekHours;
import dev.heed.decision.Regions;
import dev.heed.preferences.Preferences;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What of a portable document can be taken over here. Nothing that was denied before is allowed by it, and no consent comes of it. */
final class Arrival {
    private final Preferences before;
    private final Catalog catalog;
    private final Counterparts counterparts;
    private final ObjectNode document;
    private final Findings findings;

    private Arrival(Preferences before, ObjectNode document) {
        this.before = before;
        this.catalog = before.catalog();
        this.counterparts = new Counterparts(catalog);
        this.document = document;
        this.findings = new Findings(before);
    }

    /** What becomes of each choice of a document that fits the contract. */
    static Findings of(Preferences before, ObjectNode document) {
        var arrival = new Arrival(before, document);
        arrival.general();
        boolean ownClock = arrival.timeZone();
        arrival.hours(Setting.of(Type.CONTACT_HOURS), document, "", ownClock);
        arrival.eachOf("channels", (item, at) -> arrival.channel(item, at, ownClock));
        arrival.eachOf("topics", arrival::topic);
        arrival.eachOf("purposes", arrival::purpose);
        LastChannel.keepOpen(before, arrival.findings);
        return arrival.findings;
    }

    private interface Item {
        void take(JsonNode item, String at);
    }

    private void eachOf(String member, Item taking) {
        var items = document.path(member);
        for (int i = 0; i < items.size(); i++) {
            taking.take(items.get(i), "/" + member + "/" + i);
        }
    }

    private void general() {
        present("language").ifPresent(tag -> neutral(Type.LANGUAGE, counterparts.language(tag.textValue()), "/language", "the brand does not speak this language"));
        present("tone").ifPresent(term -> neutral(Type.TONE, counterparts.tone(term), "/tone", "the brand has no such tone"));
        present("relationship").ifPresent(term -> neutral(Type.RELATIONSHIP, counterparts.relationship(term), "/relationship", "the brand has no such relationship"));
        present("overflow").ifPresent(word -> neutral(Type.OVERFLOW, Optional.of(word.textValue()), "/overflow", ""));
        present("preferredChannel").ifPresent(way -> neutral(Type.PREFERRED_CHANNEL, counterparts.channels(way).stream().findFirst().map(Catalog.Channel::id), "/preferredChannel",
            "the brand has no such channel"));
        present("stopped").ifPresent(stopped -> stop(stopped.booleanValue()));
        present("paused").ifPresent(this::pause);
        present("frequency").ifPresent(cap -> cap(Setting.of(Type.FREQUENCY), cap, "/frequency"));
    }

    private Optional<JsonNode> present(String member) {
        return Optional.ofNullable(document.get(member));
    }

    /** What neither lets anything through nor holds it up: it is taken over where nothing was chosen. */
    private void neutral(Type type, Optional<String> counterpart, String at, String missing) {
        if (counterpart.isEmpty()) {
            findings.unmatched(at, missing);
            return;
        }
        var value = TextNode.valueOf(counterpart.get());
        var holds = findings.holds(Setting.of(type));
        if (holds.isEmpty()) {
            findings.apply(Setting.of(type), value);
        } else if (!holds.get().equals(value)) {
            findings.keep(Setting.of(type), at, "something else was chosen here");
        }
    }

    private void stop(boolean stopped) {
        var setting = Setting.of(Type.STOPPED);
        boolean here = before.effective().stopped().yes();
        if (stopped && !here) {
            findings.apply(setting, BooleanNode.TRUE);
        } else if (here && !stopped) {
            findings.keep(setting, "/stopped", "everything was stopped here");
        }
    }

    private void pause(JsonNode pause) {
        var setting = Setting.of(Type.PAUSED);
        try {
            if (!Stricter.end(pause).isAfter(before.at())) {
                findings.unmatched("/paused/until", "the pause is over");
                return;
            }
        } catch (DateTimeException nonsense) {
            findings.unmatched("/paused/until", "this is no date and time of RFC 3339");
            return;
        }
        var holds = Optional.of(before.effective().paused().value()).filter(value -> !value.isNull());
        if (holds.isEmpty() || Stricter.pause(holds.get(), pause) == pause) {
            findings.apply(setting, pause);
        } else if (!holds.get().equals(pause)) {
            findings.keep(setting, "/paused", "the pause here lasts longer");
        }
    }

    private void cap(Setting setting, JsonNode cap, String at) {
        var holds = findings.holds(setting);
        if (holds.isEmpty() || !holds.get().equals(cap) && Stricter.cap(holds.get(), cap) == cap) {
            findings.apply(setting, cap);
        } else if (!holds.get().equals(cap)) {
            findings.keep(setting, at, "the cap here is stricter, or either lets through what the other does not");
        }
    }

    /**
     * Another clock would move hours that hold here, and so let through at some moments what was denied.
     *
     * @return whether hours of the document mean what they would mean here
     */
    private boolean timeZone() {
        var zone = present("timeZone");
        if (zone.isEmpty()) {
            return true;
        }
        var setting = Setting.of(Type.TIME_ZONE);
        if (!Review.isTimeZone(zone.get().textValue())) {
            findings.unmatched("/timeZone", "there is no time zone of this name here");
            return false;
        }
        boolean same = Clocks.agree(Regions.zones(catalog.brand(), before.effective().timeZone()), ZoneId.of(zone.get().textValue()), before.at());
        if (findings.holds(setting).isPresent()) {
            if (!findings.holds(setting).get().equals(zone.get())) {
                findings.keep(setting, "/timeZone", "another was chosen here");
            }
            return same;
        }
        boolean noHoursHere = catalog.policy().quietHours().isEmpty()
            && before.effective().settings().noneMatch(chosen -> chosen.type() == Type.CONTACT_HOURS || chosen.type() == Type.CHANNEL_CONTACT_HOURS);
        if (same || noHoursHere) {
            findings.apply(setting, zone.get());
            return true;
        }
        findings.suggest(setting, zone.get(), "Hours by the clock of " + zone.get().textValue());
        return false;
    }

    private void hours(Setting setting, JsonNode owner, String at, boolean ownClock) {
        var hours = owner.get("contactHours");
        if (hours == null) {
            return;
        }
        var holds = findings.holds(setting);
        if (!ownClock) {
            if (holds.isEmpty() && findings.isSuggested(Setting.of(Type.TIME_ZONE))) {
                findings.suggest(setting, hours, "Contact hours as elsewhere" + (setting.id().isEmpty() ? "" : ", by " + findings.called(setting)));
            } else {
                findings.unmatched(at + "/contactHours", "they are meant by the clock of another time zone than here");
            }
            return;
        }
        if (holds.isEmpty()) {
            findings.apply(setting, hours);
            return;
        }
        var common = Stricter.hours(holds.get(), hours);
        if (common.isEmpty() || common.get() == holds.get() && !WeekHours.of(hours).equals(WeekHours.of(holds.get()))) {
            findings.keep(setting, at + "/contactHours", common.isEmpty() ? "they have no hours in common with those chosen here that could be told" : "the hours here are narrower");
        } else if (common.get() != holds.get()) {
            findings.apply(setting, common.get());
        }
    }

    private void channel(JsonNode item, String at, boolean ownClock) {
        var channels = counterparts.channels(item);
        if (channels.isEmpty()) {
            findings.unmatched(at, "the brand has no channel of this kind");
        }
        for (var channel : channels) {
            if (item.has("allowed")) {
                choose(Setting.of(Type.CHANNEL, channel.id()), item.get("allowed").booleanValue(), Optional.empty(), at + "/allowed");
            }
            if (item.has("frequency")) {
                cap(Setting.of(Type.CHANNEL_FREQUENCY, channel.id()), item.get("frequency"), at + "/frequency");
            }
            hours(Setting.of(Type.CHANNEL_CONTACT_HOURS, channel.id()), item, at, ownClock);
            if (item.has("callers") && !channel.callers().isEmpty()) {
                callers(channel, item.get("callers"), at + "/callers");
            }
        }
    }

    private void callers(Catalog.Channel channel, JsonNode callers, String at) {
        var setting = Setting.of(Type.CHANNEL_CALLERS, channel.id());
        var holds = before.effective().channel(channel.id()).callers().map(resolved -> findings.holds(setting).orElse(resolved.value())).orElseThrow();
        var common = Stricter.callers(holds, callers);
        if (common.isEmpty()) {
            findings.keep(setting, at, "none of these callers calls here, or is welcome here");
        } else if (common.get() != holds) {
            findings.apply(setting, common.get());
        }
    }

    private void topic(JsonNode item, String at) {
        var topics = counterparts.topics(item);
        if (topics.isEmpty()) {
            findings.unmatched(at, "no topic of this category is called so here");
        }
        boolean whole = Counterparts.isWholeCategory(item);
        if (whole && (item.has("frequency") || item.has("channels"))) {
            findings.unmatched(at, "of a whole category only allowed can be taken over; name the topics for caps and channels");
        }
        for (var topic : topics) {
            boolean essential = topic.category() == Category.ESSENTIAL;
            if (item.has("allowed")) {
                boolean allowed = item.get("allowed").booleanValue();
                if (!essential) {
                    choose(Setting.of(Type.TOPIC, topic.id()), allowed, Optional.of(topic.legalBasis()), at + "/allowed");
                } else if (!allowed) {
                    findings.unmatched(at + "/allowed", "the topic " + topic.id() + " is essential and cannot be refused");
                }
            }
            if (item.has("frequency") && !whole) {
                if (essential) {
                    findings.unmatched(at + "/frequency", "the topic " + topic.id() + " is essential and cannot be capped");
                } else {
                    cap(Setting.of(Type.TOPIC_FREQUENCY, topic.id()), item.get("frequency"), at + "/frequency");
                }
            }
            if (!whole) {
                topicChannels(topic, item.path("channels"), at + "/channels/");
            }
        }
    }

    private void topicChannels(Catalog.Topic topic, JsonNode ways, String at) {
        for (int i = 0; i < ways.size(); i++) {
            var channels = counterparts.channels(ways.get(i)).stream().filter(channel -> topic.channels().contains(channel.id())).toList();
            if (channels.isEmpty()) {
                findings.unmatched(at + i, "the topic " + topic.id() + " comes on no channel of this kind here");
            }
            for (var channel : channels) {
                choose(Setting.topicChannel(topic.id(), channel.id()), ways.get(i).get("allowed").booleanValue(), Optional.of(topic.legalBasis()), at + i + "/allowed");
            }
        }
    }

    private void purpose(JsonNode item, String at) {
        var purposes = counterparts.purposes(item);
        if (purposes.isEmpty()) {
            findings.unmatched(at, "nothing here uses data for this");
        }
        for (var purpose : purposes) {
            boolean allowed = item.get("allowed").booleanValue();
            if (List.of(LegalBasis.CONTRACT, LegalBasis.LEGAL_OBLIGATION).contains(purpose.legalBasis())) {
                if (!allowed) {
                    findings.unmatched(at + "/allowed", "the purpose " + purpose.id() + " rests on " + purpose.legalBasis().id().replace('_', ' ') + " and cannot be refused");
                }
            } else {
                choose(Setting.of(Type.PURPOSE, purpose.id()), allowed, Optional.of(purpose.legalBasis()), at + "/allowed");
            }
        }
    }

    /** A no is taken over; a yes only where nothing was chosen, and only a suggestion where it would be a consent. */
    private void choose(Setting setting, boolean allowed, Optional<LegalBasis> basis, String at) {
        var holds = findings.holds(setting);
        if (holds.isPresent() && holds.get().booleanValue() == allowed) {
            return;
        }
        if (!allowed) {
            findings.apply(setting, BooleanNode.FALSE);
        } else if (holds.isPresent()) {
            findings.keep(setting, at, "it was refused here");
        } else if (basis.equals(Optional.of(LegalBasis.CONSENT))) {
            findings.suggest(setting, BooleanNode.TRUE, "Yes to " + findings.called(setting));
        } else {
            findings.apply(setting, BooleanNode.TRUE);
        }
    }
}
