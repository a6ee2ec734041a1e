package dev.heed.sdk.testing;

import static dev.heed.sdk.model.Per.DAY;
import static dev.heed.sdk.model.Per.MONTH;
import static dev.heed.sdk.model.Per.WEEK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.Customer;
import dev.heed.sdk.Draft;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.HeedException;
import dev.heed.sdk.Versioned;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.Day;
import dev.heed.sdk.model.FeedbackVerdict;
import dev.heed.sdk.model.Overflow;
import dev.heed.sdk.model.PreferencesPatch;
import dev.heed.sdk.model.Surface;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The fake answers as the real server does: the same script against both, through the SDK. */
class AgreementTest {
    /** What chance, the clock or the log decides, and words for people. */
    private static final Set<String> NOT_COMPARED = Set.of("id", "changeId", "index", "entryHash", "notice", "at", "occurredAt", "recordedAt", "updatedAt", "since", "expiresAt", "contactId",
        "feedbackId", "lastMonth", "publishedAt", "treeSize", "explanation", "detail", "allowedFrom", "reservation", "suggestions", "token");

    private static RealHeed real;
    private static FakeHeed fake;
    private static HeedClient fakeBrand;

    @BeforeAll
    static void start() {
        real = new RealHeed();
        fake = FakeHeed.start(RealHeed.catalog().toString());
        fakeBrand = fake.client();
    }

    @AfterAll
    static void stop() {
        fakeBrand.close();
        fake.close();
        real.close();
    }

    /** A script writes down each answer, or the failure in its place. */
    private static final class Script {
        private final Map<String, JsonNode> answers = new LinkedHashMap<>();
        private final HeedClient client;
        private final Customer customer;

        Script(HeedClient client, String customerId) {
            this.client = client;
            this.customer = client.customers().get(customerId);
        }

        void note(String name, Callable<?> verb) {
            answers.put(answers.size() + " " + name, outcome(verb));
        }

        void change(String name, Consumer<Draft> change) {
            note("preview " + name, () -> customer.preferences().preview(change));
            note(name, () -> customer.preferences().change(change));
        }

        private static JsonNode outcome(Callable<?> verb) {
            try {
                Object answer = verb.call();
                ObjectNode json = Json.mapper().createObjectNode();
                if (answer instanceof Versioned<?> versioned) {
                    return json.put("etag", versioned.etag()).set("value", compared(Json.mapper().valueToTree(versioned.value())));
                }
                return json.set("value", compared(Json.mapper().valueToTree(answer instanceof Stream<?> items ? items.toList() : answer)));
            } catch (HeedException refused) {
                var json = Json.mapper().createObjectNode().put("kind", refused.kind()).put("status", refused.status());
                refused.faults().stream().map(fault -> fault.getPointer()).sorted().forEach(json.putArray("pointers")::add);
                return json;
            } catch (Exception impossible) {
                throw new AssertionError(impossible);
            }
        }

        private static JsonNode compared(JsonNode answer) {
            if (answer instanceof ObjectNode object) {
                object.remove(NOT_COMPARED.stream().filter(name -> !(name.equals("id") && object.has("type"))).toList());
                // The fake speaks English alone.
                if (!object.at("/preferences/effective/language/value").asText("en").equals("en")) {
                    object.remove("summary");
                }
                // A choice that is absent and one that is null say the same in an answer.
                object.properties().removeIf(member -> member.getValue().isNull());
            }
            answer.forEach(Script::compared);
            return answer;
        }
    }

    private static void agree(Consumer<Script> play) {
        var customerId = "c-" + UUID.randomUUID();
        var withReal = new Script(real.brand, customerId);
        var withFake = new Script(fakeBrand, customerId);
        play.accept(withReal);
        play.accept(withFake);
        withReal.answers.forEach((name, answer) -> assertThat(withFake.answers.get(name)).as(name).isEqualTo(answer));
    }

    @Test
    void onChoicesAndWhatHolds() {
        var end = Instant.now().plus(Duration.ofDays(3));
        agree(s -> {
            s.note("never seen", () -> s.customer.preferences().read());
            s.change("yes by e-mail only", p -> p.from(Surface.APP).because("why not").topic("offers").allow().on("text").refuse());
            s.change("less", p -> p.atMost(3, WEEK).channel("email").atMost(1, DAY).and().topic("newsletter").allow().atMost(1, MONTH));
            s.change("no text at all", p -> p.channel("text").refuse().and().preferredChannel("push").tone("plain").language("de"));
            s.change("a friend", p -> p.relationship("friend").overflow(Overflow.HOLD).contactHours("09:00", "17:00", Day.MON, Day.TUE));
            s.change("a use of data", p -> p.purpose("recommendations").allow().and().purpose("customer_care").refuse());
            s.change("pause", p -> p.pauseUntil(end));
            s.change("stop", Draft::stopEverything);
            s.change("stop again", Draft::stopEverything);
            s.change("go on", p -> p.resume().endPause().unsetTone());
            s.change("restrict", Draft::restrictProcessing);
            s.change("taken back", p -> p.topic("offers").unset().and().channel("email").unsetAll().and().liftRestriction());
            s.change("all channels of a topic", p -> p.topic("order_updates").on("email").refuse().on("text").refuse().on("push").refuse().on("messenger").refuse());
            s.note("consents", () -> s.customer.consents());
            s.note("history", () -> s.customer.history().inPagesOf(3).stream());
            s.note("back", () -> s.customer.preferences().revertTo(2));
            s.note("far back", () -> s.customer.preferences().revertTo(0));
            s.note("too far", () -> s.customer.preferences().revertTo(99));
            s.note("history after", () -> s.customer.history().stream());
        });
    }

    @Test
    void onWhatIsRefused() {
        agree(s -> {
            s.note("no such topic", () -> s.customer.preferences().change(p -> p.topic("ofers").allow().and().tone("loud").channel("fax").refuse()));
            s.note("essential", () -> s.customer.preferences().change(p -> p.topic("order_updates").refuse().atMost(1, WEEK)));
            s.note("not on this channel", () -> s.customer.preferences().change(p -> p.topic("newsletter").on("voice").allow()));
            s.note("the future", () -> s.customer.preferences().change(p -> p.tone("plain").madeAt(Instant.now().plus(Duration.ofHours(1)))));
            s.note("unknown member", () -> s.customer.preferences().change(PreferencesPatch.parse("{\"chosen\":{\"mood\":\"good\"}}")));
            s.note("no id", () -> s.client.customers().get("a@b").preferences().read());
            s.note("still nothing", () -> s.customer.preferences().read());
            var first = s.customer.preferences().read().etag();
            s.note("first", () -> s.customer.preferences().ifMatch(first).change(p -> p.tone("plain")));
            s.note("stale", () -> s.customer.preferences().ifMatch(first).change(p -> p.tone("friendly")));
            s.note("unchanged", () -> s.customer.preferences().readUnless(s.customer.preferences().read().etag()).isPresent());
            var key = UUID.randomUUID().toString();
            s.note("once", () -> s.customer.preferences().withIdempotencyKey(key).change(p -> p.stopEverything()));
            s.note("again", () -> s.customer.preferences().withIdempotencyKey(key).change(p -> p.stopEverything()));
            s.note("another under the same key", () -> s.customer.preferences().withIdempotencyKey(key).change(p -> p.resume()));
            s.note("a contact of nobody's", () -> s.customer.feedback(FeedbackVerdict.WELCOME, f -> f.about(UUID.fromString("019a8c2e-7b1d-7a52-9c41-0b1f6f1f2a3c"))));
            s.note("feedback", () -> s.customer.feedback(FeedbackVerdict.WELCOME));
            s.note("no version", () -> s.client.catalog().version(77));
        });
    }

    @Test
    void onSimpleDecisions() {
        agree(s -> {
            String id = s.customer.preferences().read().value().getCustomerId();
            s.note("not asked yet", () -> s.client.decisions().ask(id, "email", "offers"));
            s.customer.preferences().change(p -> p.topic("offers").allow().on("push").refuse().and().preferredChannel("messenger"));
            s.note("yes", () -> s.client.decisions().reserve(id, "email", "offers"));
            s.note("not here", () -> s.client.decisions().ask(id, "push", "offers"));
            s.note("with data", () -> s.client.decisions().ask(id, "email", "offers", q -> q.purposes("recommendations")));
            s.customer.preferences().change(p -> p.channel("email").refuse().and().topic("product_care").refuse());
            s.note("not by e-mail", () -> s.client.decisions().reserve(id, "email", "offers"));
            s.note("not this topic", () -> s.client.decisions().ask(id, "push", "product_care"));
            s.note("essential", () -> s.client.decisions().ask(id, "push", "order_updates"));
            s.customer.preferences().change(p -> p.stopEverything().restrictProcessing().pauseUntil(Instant.parse("2099-01-01T00:00:00Z")));
            s.note("stopped", () -> s.client.decisions().ask(id, "messenger", "offers"));
            s.note("no such topic", () -> s.client.decisions().ask(id, "email", "ofers"));
            s.note("contacts", () -> s.customer.contacts().stream());
        });
    }

    /** Chance finds what nobody thought of. */
    @Test
    void onAnyChange() {
        for (long seed = 1; seed <= 12; seed++) {
            long round = seed;
            agree(s -> {
                var random = new Random(round);
                for (int i = 0; i < 6; i++) {
                    var patch = PreferencesPatch.parse("{\"chosen\":" + patch(random) + "}");
                    s.note("seed " + round + " preview", () -> s.customer.preferences().preview(patch));
                    s.note("seed " + round, () -> s.customer.preferences().change(patch));
                }
                s.note("seed " + round + " consents", () -> s.customer.consents());
                s.note("seed " + round + " history", () -> s.customer.history().stream());
            });
        }
    }

    private static String patch(Random random) {
        var members = new ArrayList<String>();
        String[] yesNoNull = {"true", "false", "null"};
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            var value = yesNoNull[random.nextInt(3)];
            members.add(switch (random.nextInt(9)) {
                case 0 -> "\"stopped\":" + value;
                case 1 -> "\"restricted\":" + value;
                case 2 -> "\"frequency\":" + (value.equals("null") ? value : "{\"max\":" + (1 + random.nextInt(9)) + ",\"per\":\"" + one(random, "day", "week", "month") + "\"}");
                case 3 -> "\"relationship\":" + one(random, "\"family\"", "\"friend\"", "\"acquaintance\"", "null");
                case 4 -> "\"channels\":{\"" + one(random, "email", "text", "voice", "fax") + "\":{\"allowed\":" + value + "}}";
                case 5 -> "\"channels\":{\"" + one(random, "email", "text") + "\":" + one(random, "null", "{\"frequency\":{\"max\":1,\"per\":\"week\"}}") + "}";
                case 6 -> "\"topics\":{\"" + one(random, "offers", "events", "product_care", "order_updates") + "\":{\"allowed\":" + value + "}}";
                case 7 -> "\"topics\":{\"" + one(random, "offers", "order_updates", "newsletter") + "\":{\"channels\":{\"" + one(random, "email", "push", "text") + "\":" + value + "}}}";
                default -> "\"purposes\":{\"" + one(random, "recommendations", "customer_care") + "\":{\"allowed\":" + value + "}}";
            });
        }
        // A member that is drawn twice counts once.
        var names = new LinkedHashMap<String, String>();
        members.forEach(member -> names.put(member.substring(0, member.indexOf(':')), member));
        return "{" + String.join(",", List.copyOf(names.values())) + "}";
    }

    private static String one(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }
}
