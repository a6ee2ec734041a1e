package dev.heed.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.InvalidException;
import dev.heed.sdk.model.Catalog;
import dev.heed.store.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A catalog is published whole or not at all, and every fault of it is told at once. */
class PublishTest {
    private static Given given;
    private static Requests requests;
    private static int brands;

    private String brand;
    private HeedClient client;

    @BeforeAll
    static void start() {
        given = Given.server();
        requests = new Requests(given);
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    @BeforeEach
    void aBrandOfTheTestsOwn() {
        brand = "brand_" + ++brands;
        given.brand(brand);
        client = given.client(given.key(brand, Role.ADMIN));
    }

    private Answer publish(JsonNode document) {
        return requests.ask("PUT", "/v1/catalog").body("application/json", document.toString()).as(given.key(brand, Role.ADMIN)).send();
    }

    private static ObjectNode with(Consumer<ObjectNode> edit) {
        var document = Given.catalog();
        edit.accept(document);
        return document;
    }

    private static ObjectNode at(ObjectNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }

    private static Map<String, String> faults(Answer refused) {
        var faults = new LinkedHashMap<String, String>();
        refused.json().path("errors").forEach(fault -> faults.merge(fault.get("pointer").textValue(), fault.get("detail").textValue(), (one, other) -> one + "; " + other));
        return faults;
    }

    private long newest() {
        return client.catalog().read().value().version().getAsLong();
    }

    @Test
    void theCatalogIsZippedForWhoeverTakesThatAndEitherTagNamesIt() throws IOException {
        var plain = requests.ask("catalog_read", Role.ADMIN).as(given.key(brand, Role.ADMIN)).with("Accept-Encoding", "identity").send();
        var zipped = requests.ask("catalog_read", Role.ADMIN).as(given.key(brand, Role.ADMIN)).with("Accept-Encoding", "br, gzip").send();
        assertThat(zipped.field("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.fields().values("Vary")).contains("Accept-Encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes()).isEqualTo(plain.body());
        assertThat(zipped.body().length).isLessThan(plain.body().length / 3);
        assertThat(zipped.field("ETag")).isNotEqualTo(plain.field("ETag"));
        for (var tag : List.of(plain.field("ETag"), zipped.field("ETag"))) {
            assertThat(requests.ask("catalog_read", Role.ADMIN).as(given.key(brand, Role.ADMIN)).with("If-None-Match", tag).send().status()).isEqualTo(304);
            assertThat(client.catalog().publish(client.catalog().read().value(), tag).value()).isNotNull();
        }
    }

    @Test
    void aChangedCatalogIsTheNextVersionAndTheOneBeforeStays() {
        var before = client.catalog().read();
        var after = client.catalog().publish(before.value().edit(document -> document.withObject("/brand").put("name", "Renamed")), before.etag());
        assertThat(after.value().version()).hasValue(2);
        assertThat(after.value().brand().getName()).isEqualTo("Renamed");
        assertThat(client.catalog().read().value()).isEqualTo(after.value());
        assertThat(client.catalog().version(1)).isEqualTo(before.value());
        assertThat(client.catalog().versions().stream().map(version -> version.getVersion())).containsExactly(2L, 1L);
    }

    @Test
    void anEqualDocumentMakesNoNewVersion() {
        var first = client.catalog().read();
        assertThat(client.catalog().publish(Catalog.of(Given.catalog()))).satisfies(again -> {
            assertThat(again.etag()).isEqualTo(first.etag());
            assertThat(again.value()).isEqualTo(first.value());
        });
        var reordered = Json.object();
        var names = new java.util.ArrayList<String>();
        Given.catalog().fieldNames().forEachRemaining(names::add);
        java.util.Collections.reverse(names);
        names.forEach(name -> reordered.set(name, Given.catalog().get(name)));
        assertThat(publish(reordered).field("ETag")).isEqualTo(first.etag());
        assertThat(newest()).isEqualTo(1);
    }

    @Test
    void whatTheServerGaveIsIgnoredWhenSentBack() {
        var sentBack = client.catalog().read().value().edit(document -> document.put("version", 99).put("publishedAt", "2001-01-01T00:00:00.000Z"));
        assertThat(client.catalog().publish(sentBack).value()).isEqualTo(client.catalog().version(1));
        var changed = client.catalog().publish(sentBack.edit(document -> document.withObject("/policy").put("minimumAge", 21))).value();
        assertThat(changed.version()).hasValue(2);
        assertThat(changed.publishedAt().orElseThrow()).isAfter(client.catalog().version(1).publishedAt().orElseThrow());
    }

    @Test
    void allFaultsAreToldAtOnce() {
        var refused = publish(with(document -> {
            at(document, "/brand").put("timeZone", "Europe/Berlim");
            at(document, "/brand").withArray("languages").add("fr-ca-a");
            at(document, "/channels/1").put("id", "email");
            at(document, "/topics/0").put("legalBasis", "consent");
            at(document, "/topics/1").withArray("channels").add("emial");
            at(document, "/topics/4").put("notice", "markting");
            at(document, "/topics/5").remove("notice");
            at(document, "/topics/6").put("expiresAfter", "P0D");
            at(document, "/purposes/1").put("id", "recommendations");
            at(document, "/relationships/0/preset").put("stopped", true).put("tone", "rude").put("relationship", "friend");
            at(document, "/relationships/1/preset").putObject("topics").putObject("offers").put("allowed", true);
            at(document, "/relationships/2/preset").putObject("purposes").putObject("recommendations").put("allowed", true);
            at(document, "/policy/caps/1").put("channel", "txt");
            at(document, "/policy/quietHours/0").put("channel", "voise");
        }));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.kind()).isEqualTo("catalog_violation");
        assertThat(faults(refused).keySet()).contains("/brand/timeZone", "/brand/languages/2", "/channels/1", "/topics/0/legalBasis", "/topics/1/channels/5", "/topics/4/notice", "/topics/5/notice", "/topics/6/expiresAfter",
            "/purposes/1", "/relationships/0/preset/stopped", "/relationships/0/preset/tone", "/relationships/0/preset/relationship", "/relationships/1/preset/topics/offers/allowed",
            "/relationships/2/preset/purposes/recommendations/allowed", "/policy/caps/1/channel", "/policy/quietHours/0/channel", "/notices/0/text", "/tones/0/label");
        assertThat(newest()).isEqualTo(1);
    }

    @Test
    void allFaultsOfFormAreToldAtOnceToo() {
        var refused = publish(with(document -> {
            document.put("nonsense", 1).remove("tones");
            at(document, "/brand").put("jurisdiction", "Germany").put("name", "").remove("controller");
            at(document, "/brand").putArray("allowedOrigins").add("https://shop.example/").add("*").add("null");
            at(document, "/channels/0").put("addressKind", "pigeon").put("id", "E-Mail");
            at(document, "/topics/0").put("category", "vital").put("expectedPerWeek", -1).putArray("channels");
            at(document, "/topics/1").put("confirmation", "double");
            at(document, "/purposes/0").put("dpvTerm", "Marketing");
            at(document, "/notices/0").put("version", 0).put("hash", "x");
            at(document, "/policy/caps/0").put("max", 0);
            at(document, "/policy/quietHours/0").put("from", "25:00");
        }));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(faults(refused).keySet()).contains("/nonsense", "/brand/jurisdiction", "/brand/name", "/brand/allowedOrigins/0", "/brand/allowedOrigins/1", "/brand/allowedOrigins/2", "/channels/0/addressKind", "/channels/0/id",
            "/topics/0/category", "/topics/0/expectedPerWeek", "/topics/0/channels", "/topics/1/confirmation", "/purposes/0/dpvTerm", "/notices/0/version", "/notices/0/hash", "/policy/caps/0/max", "/policy/quietHours/0/from");
        assertThat(refused.text()).contains("tones", "controller");
        assertThat(newest()).isEqualTo(1);
    }

    @Test
    void anUnknownMemberIsRefusedWhereverItStands() {
        for (var pointer : new String[] {"", "/brand", "/brand/controller", "/channels/0", "/topics/0", "/purposes/0", "/tones/0", "/relationships/0", "/relationships/0/preset", "/relationships/0/preset/channels/text", "/notices/0", "/policy", "/policy/caps/0", "/policy/quietHours/0"}) {
            var refused = publish(with(document -> (pointer.isEmpty() ? document : at(document, pointer)).put("tenantId", "other")));
            assertThat(refused.status()).as(pointer).isEqualTo(400);
            assertThat(faults(refused)).as(pointer).containsOnlyKeys(pointer + "/tenantId");
        }
        assertThat(newest()).isEqualTo(1);
    }

    @Test
    void whatIsMisspelledIsToldWithWhatMayHaveBeenMeant() {
        var refused = publish(with(document -> {
            at(document, "/topics/1").withArray("channels").add("emial");
            at(document, "/policy/caps/1").put("channel", "txt");
            at(document, "/relationships/0/preset").put("tone", "playfull").putObject("topics").putObject("ofers").put("allowed", false);
            at(document, "/relationships/1/preset").putObject("purposes").putObject("recomendations").put("allowed", false);
        }));
        assertThat(faults(refused)).containsExactlyInAnyOrderEntriesOf(Map.of(
            "/topics/1/channels/5", "there is no channel emial; did you mean email?",
            "/policy/caps/1/channel", "there is no channel txt; did you mean text?",
            "/relationships/0/preset/tone", "there is no tone playfull; did you mean playful?",
            "/relationships/0/preset/topics/ofers/allowed", "there is no topic ofers; did you mean offers?",
            "/relationships/1/preset/purposes/recomendations/allowed", "there is no purpose recomendations; did you mean recommendations?"));
    }

    @Test
    void anEssentialTopicCannotRestOnConsent() {
        assertThat(faults(publish(with(document -> at(document, "/topics/0").put("legalBasis", "consent").put("notice", "marketing"))))).containsOnlyKeys("/topics/0/legalBasis");
        assertThat(faults(publish(with(document -> at(document, "/topics/4").put("category", "essential"))))).containsOnlyKeys("/topics/4/legalBasis");
    }

    @Test
    void aPresetCannotGiveConsentNorStopOrPauseNorChooseForTheCustomer() {
        for (var preset : new String[] {"{\"topics\":{\"offers\":{\"allowed\":true}}}", "{\"purposes\":{\"recommendations\":{\"allowed\":true}}}", "{\"stopped\":true}", "{\"stopped\":false}", "{\"paused\":{\"until\":\"2027-01-01T00:00:00Z\"}}",
            "{\"language\":\"de\"}", "{\"timeZone\":\"Europe/Berlin\"}", "{\"relationship\":\"friend\"}"}) {
            var refused = publish(with(document -> at(document, "/relationships/0").set("preset", Json.read(preset.getBytes(StandardCharsets.UTF_8)))));
            assertThat(refused.status()).as(preset).isEqualTo(422);
            assertThat(refused.pointers()).as(preset).hasSize(1).first().asString().startsWith("/relationships/0/preset/");
        }
        assertThat(publish(with(document -> at(document, "/relationships/0").set("preset", Json.read("{\"topics\":{\"offers\":{\"allowed\":false},\"product_care\":{\"allowed\":true}}}".getBytes(StandardCharsets.UTF_8))))).status())
            .as("to refuse, or to allow what rests on no consent, is a preset's right").isEqualTo(200);
    }

    @Test
    void aRefusedCatalogHoldsForNobody() {
        var invalid = Assertions.catchThrowableOfType(InvalidException.class, () -> client.catalog().publish(Catalog.of(with(document -> {
            at(document, "/brand").put("name", "Half published");
            at(document, "/topics/0").put("legalBasis", "consent").put("notice", "marketing");
        }))));
        assertThat(invalid.kind()).isEqualTo("catalog_violation");
        assertThat(client.catalog().read().value().brand().getName()).isEqualTo("Fernweg Outdoor");
        assertThat(client.customers().get("c-1").preferences().read().value().getCatalogVersion()).isEqualTo(1);
    }

    @Test
    void aPublishedCatalogHoldsAtOnceAndAfterARestart() {
        client.catalog().publish(Catalog.of(with(document -> document.withArray("tones").remove(2))));
        var refused = Assertions.catchThrowableOfType(InvalidException.class, () -> client.customers().get("c-1").preferences().change(choice -> choice.tone("expert")));
        assertThat(refused.faults()).hasSize(1).first().matches(fault -> fault.getPointer().equals("/chosen/tone"));
        given.restart();
        assertThat(given.client(given.key(brand, Role.ADMIN)).catalog().read().value().version()).hasValue(2);
    }

    @Test
    void whatIsNoStrictJsonIsRefused() {
        var good = Given.catalog().toString();
        for (var body : new String[] {"", " ", "{", good + "x", good + good, "[" + good + "]", "null", good.replaceFirst("\\{", "{\"topics\":[],"), good.replaceFirst("\\{", "{'a':1,"), good.replace("\"Fernweg Outdoor\"", "\"\\ud800\""),
            "[".repeat(40) + "]".repeat(40), good.replaceFirst("\\{", "{/* */"), good.replaceFirst("0\\.4", "NaN"), good.replaceFirst("0\\.4", "+1"), good.replaceFirst("0\\.4", "01")}) {
            var refused = requests.ask("PUT", "/v1/catalog").body("application/json", body).as(given.key(brand, Role.ADMIN)).send();
            assertThat(refused.status()).as(body.length() > 80 ? body.substring(0, 80) : body).isEqualTo(400);
        }
        assertThat(newest()).isEqualTo(1);
    }

    @Test
    void aCatalogThatIsTooLargeIsRefused() {
        var refused = publish(with(document -> at(document, "/notices/0/text").put("en", "x".repeat(300_000))));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.kind()).isEqualTo("payload_too_large");
    }
}
