package dev.heed.examples;

import static dev.heed.sdk.model.ConsentStatus.GIVEN;
import static dev.heed.sdk.model.ConsentStatus.REFUSED;
import static dev.heed.sdk.model.ConsentStatus.WITHDRAWN;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.sdk.Draft;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.InvalidException;
import dev.heed.sdk.model.Day;
import dev.heed.sdk.model.From;
import dev.heed.sdk.model.Per;
import dev.heed.sdk.model.SettingType;
import dev.heed.sdk.model.Surface;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Plays the story of three customers of an outdoor shop against a running server, and proves each of their choices.
 *
 * <p>Ends with an exception, and so with exit code 1, when anything is not as the story tells it.
 */
public final class OutdoorShop {
    private OutdoorShop() {}

    public static void main(String[] arguments) throws IOException {
        var url = setting("HEED_URL");
        var keys = new ObjectMapper().readTree(Path.of(setting("HEED_KEYS")).toFile());
        var run = UUID.randomUUID().toString().substring(0, 8);
        try (var shop = client(url, key(keys, "app")); var auditor = client(url, key(keys, "compliance"))) {
            var proofs = new Proofs(auditor);
            ada(new Shopper("Ada", "ada-" + run, shop, auditor, proofs));
            ben(new Shopper("Ben", "ben-" + run, shop, auditor, proofs));
            var token = shop.customers().get("cem-" + run).mintToken(Duration.ofMinutes(10)).getToken();
            try (var phone = client(url, token)) {
                cem(new Shopper("Cem", "cem-" + run, phone, phone, proofs));
            }
            proofs.proveAllAgain();
        }
    }

    /** Ada wants offers, fewer than there are, and changes her mind twice. */
    private static void ada(Shopper ada) {
        Consumer<Draft> yes = choice -> choice.from(Surface.WIDGET).inLanguage("en").sawNotice("marketing", 2)
            .topic("offers").allow().atMost(1, Per.WEEK).on("text").refuse().on("push").refuse().on("messenger").refuse();
        ada.does("asks what it would mean to get offers, by e-mail only and at most one a week.");
        var preview = ada.preferences().preview(yes);
        ada.holds(preview.getSummary(), preview.getStarts().equals(List.of("offers")));

        var version = ada.chooses("says yes to that.", yes);
        ada.holds("offers come by e-mail", ada.hears("offers", "email"));
        ada.holds("and not as text messages", !ada.hears("offers", "text"));
        ada.holds("her consent is given", ada.status(SettingType.TOPIC, "offers") == GIVEN);
        ada.proves();

        ada.chooses("withdraws: \"Enough for now.\"", choice -> choice.from(Surface.LINK).because("Enough for now.").topic("offers").refuse());
        ada.holds("no offers, on any channel", !ada.hears("offers", "email"));
        ada.holds("her consent is withdrawn", ada.status(SettingType.TOPIC, "offers") == WITHDRAWN);
        ada.proves();

        ada.does("undoes it: back to version " + version + ".");
        ada.preferences().revertTo(version, undo -> undo.from(Surface.WIDGET).inLanguage("en"));
        ada.holds("offers come by e-mail again, still at most one a week", ada.hears("offers", "email")
            && ada.effective().getTopics().get("offers").getFrequency().getValue().getMax() == 1);
        ada.holds("nothing is forgotten: she has made " + ada.changes() + " changes", ada.changes() == 3);
        ada.proves();
    }

    /** Ben wants to be a friend of the shop, on Saturdays, and goes on vacation. */
    private static void ben(Shopper ben) {
        ben.chooses("chooses to be a friend.", choice -> choice.from(Surface.HOSTED_PAGE).relationship("friend"));
        var frequency = ben.effective().getFrequency();
        ben.holds("at most " + frequency.getValue().getMax() + " messages a " + frequency.getValue().getPer() + ", from the relationship",
            frequency.getFrom() == From.RELATIONSHIP);
        ben.holds("in a " + ben.effective().getTone().getValue() + " tone", ben.effective().getTone().getFrom() == From.RELATIONSHIP);
        ben.proves();

        ben.chooses("wants to be contacted on Saturday morning only.", choice -> choice.contactHours("09:00", "12:00", Day.SAT));
        var hours = ben.effective().getContactHours();
        ben.holds("his own hours hold, not the relationship's", hours.getFrom() == From.CUSTOMER && hours.getValue().size() == 1);
        ben.proves();

        var end = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(14));
        ben.chooses("goes on vacation: a pause of two weeks.", choice -> choice.pauseUntil(end));
        ben.holds("no care and repair messages until " + ben.effective().getPaused().getValue().getUntil(), !ben.hears("product_care", "email"));
        ben.holds("his orders are still confirmed", ben.hears("order_updates", "email"));
        ben.proves();

        ben.chooses("is back early and ends the pause.", choice -> choice.endPause());
        ben.holds("everything holds again as it did", ben.hears("product_care", "email") && ben.effective().getPaused().getValue() == null);
        ben.proves();
    }

    /** Cem holds a token for himself and nobody else; his phone calls Heed directly. */
    private static void cem(Shopper cem) {
        cem.chooses("refuses advertising on other websites.", choice -> choice.from(Surface.APP).purpose("targeted_advertising").refuse());
        cem.holds("his data is not used for it", !cem.effective().getPurposes().get("targeted_advertising").getAllowed().getValue());
        cem.holds("his consent is refused, not just missing", cem.status(SettingType.PURPOSE, "targeted_advertising") == REFUSED);
        cem.proves();

        cem.does("mistypes: no to \"ofers\".");
        try {
            cem.preferences().change(choice -> choice.topic("ofers").refuse());
            cem.holds("this is refused", false);
        } catch (InvalidException problem) {
            problem.faults().forEach(fault -> cem.holds(problem.kind() + " at " + fault.getPointer() + ": " + fault.getDetail(),
                fault.getDetail().contains("offers")));
        }

        cem.chooses("stops everything.", Draft::stopEverything);
        cem.holds("no messages but the essential ones", !cem.hears("product_care", "email") && !cem.hears("rental_reminders", "push"));
        cem.holds("his orders are still confirmed", cem.hears("order_updates", "email"));
        cem.proves();

        cem.chooses("would like German.", choice -> choice.language("de"));
        cem.holds("what still comes is in German", cem.effective().getLanguage().getValue().equals("de"));
        cem.proves();
    }

    private static HeedClient client(String url, String credential) {
        return HeedClient.builder().baseUrl(url).credential(credential).build();
    }

    private static String key(JsonNode keys, String role) {
        return keys.required(role).textValue();
    }

    private static String setting(String name) {
        var value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException(name + " is missing: HEED_URL is the server's, HEED_KEYS the path of its demo-keys.json");
        }
        return value;
    }
}
