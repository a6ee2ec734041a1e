package dev.heed.preferences;

import static dev.heed.preferences.Resolved.From.CATALOG;
import static dev.heed.preferences.Resolved.From.CUSTOMER;
import static dev.heed.preferences.Resolved.From.LAW;
import static dev.heed.preferences.Resolved.From.POLICY;
import static dev.heed.preferences.Resolved.From.RELATIONSHIP;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.brand.Catalog;
import dev.heed.choice.Choices;
import dev.heed.consent.Standing;
import dev.heed.preferences.Resolved.From;
import dev.heed.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How what was chosen and what the catalog offers come to what holds. */
class EffectiveTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Catalog SHOP = Catalog.of(1, NOW, Given.catalog());
    /** Consent given to offers on 2026-01-01, having been shown version 2 of the notice. */
    private static final Standing OFFERS_GIVEN = standing("{\"topic:offers\":[\"given\",1767225600000,0,2]}");

    @Test
    void unsetIsNotNo() {
        var effective = resolve("{}", Standing.NONE);

        assertThat(effective.topics().get("product_care").allowed()).isEqualTo(yes(CATALOG));
        assertThat(effective.topics().get("product_care").channels().get("email")).isEqualTo(yes(CATALOG));
        assertThat(effective.channel("email").allowed()).isEqualTo(yes(CATALOG));
    }

    @Test
    void whatRestsOnConsentIsNotPermittedUntilGiven() {
        assertThat(resolve("{}", Standing.NONE).topics().get("offers").allowed()).isEqualTo(no(LAW));
        assertThat(resolve("{}", Standing.NONE).purpose("recommendations")).isEqualTo(no(LAW));
        assertThat(resolve("{\"topics\":{\"offers\":{\"allowed\":true}}}", Standing.NONE).topics().get("offers").allowed())
            .as("chosen, but no consent on record").isEqualTo(no(LAW));
        assertThat(resolve("{\"topics\":{\"offers\":{\"allowed\":true}}}", OFFERS_GIVEN).topics().get("offers").allowed()).isEqualTo(yes(CUSTOMER));
    }

    @Test
    void consentLapsesAtTheInstantItExpires() {
        var expiry = Instant.parse("2028-01-01T00:00:00Z");
        var chosen = "{\"topics\":{\"offers\":{\"allowed\":true}}}";

        assertThat(resolve(chosen, OFFERS_GIVEN, expiry.minusMillis(1)).topics().get("offers").comes()).isTrue();
        assertThat(resolve(chosen, OFFERS_GIVEN, expiry).topics().get("offers").comes()).isFalse();
        assertThat(Lapses.of(SHOP, chosen(chosen), OFFERS_GIVEN).next(NOW)).isEqualTo(expiry);
    }

    @Test
    void consentToAnOutdatedNoticeNoLongerHolds() {
        var shownVersionOne = standing("{\"topic:offers\":[\"given\",1767225600000,0,1]}");

        assertThat(resolve("{\"topics\":{\"offers\":{\"allowed\":true}}}", shownVersionOne).topics().get("offers").allowed()).isEqualTo(no(LAW));
    }

    @Test
    void theLeastPermissiveWins() {
        var all = "\"topics\":{\"offers\":{\"allowed\":true,\"channels\":{\"text\":false}}}";

        assertThat(on("offers", "email", "{" + all + "}")).isEqualTo(yes(CUSTOMER));
        assertThat(on("offers", "text", "{" + all + "}")).isEqualTo(no(CUSTOMER));
        assertThat(on("offers", "email", "{\"channels\":{\"email\":{\"allowed\":false}}," + all + "}")).isEqualTo(no(CUSTOMER));
        assertThat(on("offers", "email", "{\"stopped\":true," + all + "}")).isEqualTo(no(CUSTOMER));
        assertThat(on("offers", "email", "{\"paused\":{\"until\":\"2026-06-02T00:00:00Z\"}," + all + "}")).isEqualTo(no(CUSTOMER));
        assertThat(on("offers", "email", "{\"paused\":{\"until\":\"2026-06-01T12:00:00Z\"}," + all + "}")).as("a pause that is over").isEqualTo(yes(CUSTOMER));
        assertThat(on("newsletter", "email", "{\"topics\":{\"newsletter\":{\"channels\":{\"email\":true}}}}")).as("a channel without the topic").isEqualTo(no(LAW));
    }

    @Test
    void essentialTopicsAreExemptFromStopAndPauseAndKeepAWay() {
        var silent = resolve("{\"stopped\":true,\"paused\":{\"until\":\"2027-01-01T00:00:00Z\"},\"channels\":{\"text\":{\"allowed\":false}}}", Standing.NONE);
        assertThat(silent.topics().get("order_updates").channels().get("email")).isEqualTo(yes(CATALOG));
        assertThat(silent.topics().get("order_updates").channels().get("text")).as("another way is left").isEqualTo(no(CUSTOMER));
        assertThat(silent.topics().get("product_care").comes()).isFalse();

        var deaf = new StringBuilder("{\"channels\":{");
        SHOP.channels().keySet().forEach(channel -> deaf.append("\"").append(channel).append("\":{\"allowed\":false},"));
        deaf.setLength(deaf.length() - 1);
        assertThat(resolve(deaf + "}}", Standing.NONE).topics().get("safety_recalls").comes()).as("no way is left").isTrue();
    }

    @Test
    void theCustomerBeatsTheRelationshipBeatsTheCatalog() {
        assertThat(resolve("{}", Standing.NONE).tone()).isEqualTo(new Resolved(Json.object().textNode("plain"), CATALOG));
        assertThat(resolve("{\"relationship\":\"family\"}", Standing.NONE).tone()).isEqualTo(new Resolved(Json.object().textNode("playful"), RELATIONSHIP));
        assertThat(resolve("{\"relationship\":\"family\",\"tone\":\"expert\"}", Standing.NONE).tone()).isEqualTo(new Resolved(Json.object().textNode("expert"), CUSTOMER));
        assertThat(resolve("{\"relationship\":\"acquaintance\"}", Standing.NONE).channel("text").allowed()).isEqualTo(no(RELATIONSHIP));
    }

    @Test
    void theStricterCapHolds() {
        assertThat(resolve("{}", Standing.NONE).frequency().from()).isEqualTo(POLICY);
        assertThat(resolve("{\"frequency\":{\"max\":1,\"per\":\"week\"}}", Standing.NONE).frequency().from()).isEqualTo(CUSTOMER);
        assertThat(resolve("{\"frequency\":{\"max\":900,\"per\":\"day\"}}", Standing.NONE).frequency().from()).as("looser than the brand's own").isEqualTo(POLICY);
    }

    @Test
    void aChoiceThatTheCatalogNoLongerOffersFallsBackToTheDefault() {
        var effective = resolve("{\"tone\":\"gone\",\"relationship\":\"gone\",\"preferredChannel\":\"gone\",\"language\":\"fr\",\"topics\":{\"gone\":{\"allowed\":true}}}", Standing.NONE);

        assertThat(effective.tone().from()).isEqualTo(CATALOG);
        assertThat(effective.language().value().textValue()).isEqualTo("en");
        assertThat(effective.topics()).doesNotContainKey("gone");
    }

    /** Whatever is chosen, nothing that rests on consent comes without a consent that holds. Seeded: a failure names its seed. */
    @Test
    void noCombinationOfChoicesReplacesConsent() {
        for (long seed = 0; seed < 5_000; seed++) {
            var random = new Random(seed);
            var effective = resolve(anything(random), Standing.NONE);
            var permitted = SHOP.topics().values().stream().filter(topic -> topic.legalBasis() == Catalog.LegalBasis.CONSENT)
                .filter(topic -> effective.topics().get(topic.id()).comes()).toList();
            assertThat(permitted).as("seed " + seed).isEmpty();
        }
    }

    private static String anything(Random random) {
        var json = Json.object();
        if (random.nextBoolean()) {
            json.put("relationship", SHOP.relationships().keySet().stream().skip(random.nextInt(3)).findFirst().orElseThrow());
        }
        json.put("stopped", random.nextInt(4) == 0);
        SHOP.topics().values().forEach(topic -> {
            var choice = json.withObjectProperty("topics").putObject(topic.id());
            if (random.nextInt(3) > 0) {
                choice.put("allowed", random.nextInt(4) > 0);
            }
            topic.channels().forEach(channel -> choice.withObjectProperty("channels").put(channel, random.nextBoolean()));
        });
        return json.toString();
    }

    private static Resolved on(String topic, String channel, String chosen) {
        return resolve(chosen, OFFERS_GIVEN).topics().get(topic).channels().get(channel);
    }

    private static Effective resolve(String chosen, Standing standing) {
        return resolve(chosen, standing, NOW);
    }

    private static Effective resolve(String chosen, Standing standing, Instant now) {
        return Effective.of(SHOP, chosen(chosen), standing, now, false);
    }

    private static Choices chosen(String json) {
        return Choices.of((ObjectNode) Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Standing standing(String json) {
        return Standing.of(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Resolved yes(From from) {
        return new Resolved(com.fasterxml.jackson.databind.node.BooleanNode.TRUE, from);
    }

    private static Resolved no(From from) {
        return new Resolved(com.fasterxml.jackson.databind.node.BooleanNode.FALSE, from);
    }
}
