package dev.heed.examples;

import static dev.heed.sdk.model.ReasonCode.CALLER_REFUSED;
import static dev.heed.sdk.model.ReasonCode.CHANNEL_REFUSED;
import static dev.heed.sdk.model.ReasonCode.CONSENT_MISSING;
import static dev.heed.sdk.model.ReasonCode.FREQUENCY_CAP;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.HeedException;
import dev.heed.sdk.Question;
import dev.heed.sdk.model.Caller;
import dev.heed.sdk.model.ContactState;
import dev.heed.sdk.model.Overflow;
import dev.heed.sdk.model.Per;
import dev.heed.sdk.model.Surface;
import dev.heed.sdk.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Three senders that know nothing of each other want the same customer in the same week, and share the two messages she has room for.
 *
 * <p>What holds does not depend on the hour: where quiet hours may add a reason, the story asks for another one. Ends with an exception, and so with exit
 * code 1, when anything is not as the story tells it.
 */
public final class Campaign {
    private final String dora = "dora-" + UUID.randomUUID().toString().substring(0, 8);
    private final Sender newsletter;
    private final Sender texts;
    private final Sender calls;

    private Campaign(Sender newsletter, Sender texts, Sender calls) {
        this.newsletter = newsletter;
        this.texts = texts;
        this.calls = calls;
    }

    public static void main(String[] arguments) throws IOException {
        var url = setting("HEED_URL");
        var keys = new ObjectMapper().readTree(Path.of(setting("HEED_KEYS")).toFile());
        try (var admin = client(url, keys.required("admin").textValue()); var newsletter = Sender.of("newsletter tool", url, admin);
                var texts = Sender.of("text campaign", url, admin); var calls = Sender.of("call center", url, admin)) {
            var story = new Campaign(newsletter, texts, calls);
            story.choices(admin);
            story.aPlaceIsFreeAgain(story.twoPlaces());
            story.manyAtOnce();
            try (var phone = client(url, admin.customers().get(story.dora).mintToken(Duration.ofMinutes(10)).getToken())) {
                story.whatDoraSees(phone);
            }
        }
    }

    private void choices(HeedClient shop) {
        System.out.printf("%nDora (%s)%n", dora);
        System.out.println("  Dora wants the newsletter and events: at most two messages a week in all,"
            + " rather by messenger, nothing by text, calls from people only.");
        shop.customers().get(dora).preferences().change(choice -> choice.from(Surface.APP).inLanguage("en")
            .atMost(2, Per.WEEK).overflow(Overflow.HOLD).preferredChannel("messenger")
            .channel("text").refuse().and().channel("voice").callers(Caller.HUMAN)
            .and().topic("newsletter").allow().and().topic("events").allow());
    }

    /** The first takes a place and uses it; the second is led to another channel; the third finds no room. Returns the place that is given back. */
    private UUID twoPlaces() {
        System.out.printf("%nTwo places%n");
        newsletter.confirms(newsletter.holds(dora, "email", "newsletter"));
        var text = texts.isDenied(dora, "text", "events", CHANNEL_REFUSED, question -> {});
        Story.holds("but she can be reached by " + text.getAlternatives().get(0), text.getAlternatives().get(0).equals("messenger"));
        var held = texts.holds(dora, "messenger", "events");

        var call = calls.isDenied(dora, "voice", "events", FREQUENCY_CAP, question -> question.caller(Caller.HUMAN));
        Story.holds("nor on any other channel", call.getAlternatives().isEmpty());
        Story.holds("she wants what is too much to be: " + call.getOnOverflow(), call.getOnOverflow() == Overflow.HOLD);
        Story.holds("earliest: " + call.getAllowedFrom(), call.getAllowedFrom().isAfter(Instant.now()));

        texts.does("cannot reach the messenger and gives its place back.");
        texts.releases(held);
        return held;
    }

    /** Whoever asks next gets the place that was given back, and whoever gave it back has lost it. */
    private void aPlaceIsFreeAgain(UUID givenBack) {
        System.out.printf("%nOne place is free again%n");
        var robot = calls.isDenied(dora, "voice", "events", CALLER_REFUSED, question -> question.caller(Caller.AUTOMATED));
        calls.does("writes instead.");
        calls.confirms(calls.holds(dora, robot.getAlternatives().get(0), "events"));

        texts.does("tries to confirm the place that it gave back.");
        try {
            texts.confirms(givenBack);
            Story.holds("this is refused", false);
        } catch (HeedException problem) {
            Story.holds(problem.kind() + ": " + problem.detail(), problem.kind().equals("conflict"));
        }
        texts.isDenied(dora, "messenger", "events", FREQUENCY_CAP, question -> {});

        newsletter.does("asks, without a place, about the newsletter in eight days.");
        var later = newsletter.decisions().ask(dora, "email", "newsletter", question -> question.at(Instant.now().plus(Duration.ofDays(8))));
        Story.holds("yes: by then there is room", later.getDecision() == Verdict.ALLOW && later.getReservation() == null);
    }

    /** A list is asked in one go; what cannot be answered does not stop the rest. */
    private void manyAtOnce() {
        System.out.printf("%nMany at once%n");
        newsletter.does("asks for its whole list.");
        var answers = newsletter.decisions().stream(List.of(Question.asking(dora, "email", "newsletter"),
            Question.asking("stranger-to-" + dora, "email", "newsletter"), Question.asking(dora, "email", "newsleter"))).collect(Collectors.toList());
        Story.holds("Dora, no: " + Sender.words(answers.get(0).decision().orElseThrow()), !answers.get(0).allowed());
        var stranger = answers.get(1).decision().orElseThrow();
        Story.holds("a stranger, no: " + Sender.words(stranger), stranger.getReasons().get(0).getCode() == CONSENT_MISSING);
        var fault = answers.get(2).problem().orElseThrow().getErrors().get(0);
        Story.holds("a mistake, no: " + fault.getDetail(), fault.getPointer().equals("/topic"));

        var audience = newsletter.decisions().audience("email", "newsletter");
        Story.holds("of all " + audience.getCustomers() + " customers, " + audience.getAllowed() + " may get it: " + audience.getReasons(),
            audience.getReasons().get(FREQUENCY_CAP.getValue()) >= 1);
        try (var members = newsletter.decisions().audienceMembers("email", "newsletter")) {
            Story.holds("Dora is not among them", members.customerIds().noneMatch(dora::equals));
        }
    }

    /** With her own token, on her own phone: nothing was sent or withheld without her knowing. */
    private void whatDoraSees(HeedClient phone) {
        System.out.printf("%nWhat Dora sees%n");
        var contacts = phone.customers().get(dora).contacts().stream().collect(Collectors.toList());
        contacts.forEach(contact -> System.out.println("  " + contact.getExplanation()));
        var states = contacts.stream().collect(Collectors.groupingBy(contact -> contact.getState(), Collectors.counting()));
        Story.holds("two were sent, one was given back, four were withheld", states.get(ContactState.SENT) == 2
            && states.get(ContactState.RELEASED) == 1 && states.get(ContactState.WITHHELD) == 4 && contacts.size() == 7);
    }

    private static HeedClient client(String url, String credential) {
        return HeedClient.builder().baseUrl(url).credential(credential).build();
    }

    private static String setting(String name) {
        var value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is missing: HEED_URL is the server's, HEED_KEYS the path of its demo-keys.json");
        }
        return value;
    }
}
