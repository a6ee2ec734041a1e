package dev.heed.consentlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests;
import dev.heed.sdk.model.ConsentRecord;
import dev.heed.sdk.verify.Failure;
import dev.heed.sdk.verify.VerificationException;
import dev.heed.sdk.verify.Verifier;
import dev.heed.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whoever consents, refuses or withdraws has something to show for it, which proves itself. */
class ReceiptTest {
    /** Where the words are the catalog's, which the log does not hold, or JSON-LD's own. */
    private static final Pattern NOT_LOGGED = Pattern.compile("/dct:conformsTo/.*|.*/dpv:hasDataController/.*|.*/dpv:hasJurisdiction/.*|.*/dct:title/.*"
        + "|.*/dpv:hasPurpose/dct:description/.*|.*/skos:broader/.*|.*/dpv:hasDuration/.*|.*/verifierKey|.*/.+/@type(?<!hasRecordOfActivity/0/@type)");

    private static Given given;
    private static Requests requests;
    private static Verifier verifier;

    @BeforeAll
    static void start() {
        given = Given.server();
        requests = new Requests(given);                                                       // record 0: a yes to offers
        var app = given.client(Role.APP).customers().get("c-7").preferences();
        app.change(choice -> choice.inLanguage("de").purpose("recommendations").allow());      // 1
        app.change(choice -> choice.purpose("recommendations").refuse());                            // 2
        app.change(choice -> choice.topic("offers").on("email").allow());                            // 3
        app.change(choice -> choice.tone("playful"));                                                // 4
        app.change(choice -> choice.topic("product_care").refuse());                                 // 5: rests on another ground
        app.change(choice -> choice.topic("events").refuse());                                       // 6
        app.change(choice -> choice.topic("events").unset());                                       // 7: neither yes nor no
        verifier = Verifier.of(given.client(Role.COMPLIANCE).ledger().key().getVerifierKey());
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static String text(long index) {
        return given.client(Role.COMPLIANCE).consentLog().receipt(index);
    }

    private static ObjectNode receipt(long index) {
        return (ObjectNode) Json.read(text(index).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aReceiptTellsWhoAgreedToWhatAfterReadingWhat() {
        var receipt = receipt(1);
        var record = receipt.at("/dpv:hasRecordOfActivity/0");
        var logged = record(1);

        assertThat(receipt.at("/dct:conformsTo/@id").textValue()).isEqualTo("https://w3id.org/dpv/schema/dpv-27560#receipt");
        assertThat(receipt.get("dct:identifier").textValue()).isEqualTo(logged.getId().toString());
        assertThat(record.at("/dpv:hasDataSubject/dpv:hasIdentifier").textValue()).isEqualTo("c-7");
        assertThat(record.at("/dpv:hasProcess/dpv:hasPurpose/skos:broader/@id").textValue()).isEqualTo("dpv:ProvidePersonalisedRecommendations");
        assertThat(record.at("/dpv:hasProcess/dpv:hasDataController/dpv:hasContact").textValue()).isEqualTo("privacy@fernweg.example.com");
        assertThat(record.at("/dpv:hasNotice/dct:identifier").textValue()).isEqualTo("recommendations@1");
        assertThat(record.at("/dpv:hasNotice/dct:language").textValue()).isEqualTo("de");
        assertThat(record.at("/dpv:hasNotice/dct:description").textValue()).startsWith("Wenn Sie einwilligen");
        assertThat(record.at("/dpv:hasConsentStatus/0/@type")).extracting(JsonNode::textValue).containsExactly("dpv:ConsentGiven", "dpv:ExpressedConsent");
        assertThat(record.at("/dpv:hasConsentStatus/0/dpv:hasDuration/rdf:value/@value").textValue()).isEqualTo("P2Y");
        assertThat(verifier.receipt(text(1)).disclosed().get("customerId").textValue()).isEqualTo("c-7");
    }

    @Test
    void aWithdrawalAndATopicOnAChannelHaveReceiptsToo() {
        assertThat(receipt(2).at("/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/0/@type/0").textValue()).isEqualTo("dpv:ConsentWithdrawn");
        assertThat(receipt(2).at("/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/0").has("dpv:hasDuration")).isFalse();
        assertThat(receipt(3).at("/dpv:hasRecordOfActivity/0/dpv:hasProcess/heed:channel").textValue()).isEqualTo("email");
        assertThat(receipt(3).at("/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/0").has("dpv:hasDuration")).isFalse();
        assertThat(receipt(6).at("/dpv:hasRecordOfActivity/0/dpv:hasConsentStatus/0/@type/0").textValue()).isEqualTo("dpv:ConsentRefused");
        for (long index = 0; index < 4; index++) {
            assertThat(verifier.receipt(text(index)).index()).isEqualTo(index);
        }
    }

    @Test
    void whatIsNoConsentHasNone() {
        for (int index : new int[] {4, 5, 7}) {
            var refused = requests.ask("GET", "/v1/consent-log/" + index + "/receipt").as(given.key(Role.COMPLIANCE)).send();
            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.json().get("detail").textValue()).contains("has no receipt");
        }
    }

    @Test
    void aCustomerKeepsTheirOwn() {
        var token = given.client(Role.APP).customers().get("c-7").mintToken(java.time.Duration.ofMinutes(1)).getToken();

        assertThat(verifier.receipt(given.client(token).consentLog().receipt(1)).index()).isEqualTo(1);
    }

    /** The catalog may go on; what was shown at the time does not change. */
    @Test
    void anOldReceiptKeepsTheWordsOfItsTime() {
        var before = receipt(1).get("dpv:hasRecordOfActivity");
        var next = Given.catalog();
        ((ObjectNode) next.at("/purposes/0/label")).put("en", "Something else");
        ((ArrayNode) next.get("notices")).addObject().put("id", "recommendations").put("version", 2).putObject("text").put("en", "Something else.").put("de", "Etwas anderes.");
        var published = requests.ask("PUT", "/v1/catalog").body("application/json", next.toString()).as(given.key(Role.ADMIN)).send();

        assertThat(published.status()).as(published.text()).isBetween(200, 201);
        assertThat(receipt(1).get("dpv:hasRecordOfActivity")).isEqualTo(before);
    }

    @Test
    void aReceiptThatSaysAnythingElseThanTheLogIsFoundOut() {
        var whole = receipt(1);
        var pointers = new ArrayList<String>();
        eachText(whole, "", (pointer, text) -> pointers.add(pointer));
        var checked = pointers.stream().filter(pointer -> !NOT_LOGGED.matcher(pointer).matches()).toList();
        assertThat(checked).hasSizeGreaterThan(20);

        for (var pointer : checked) {
            var altered = whole.deepCopy();
            replace(altered, pointer, altered.at(pointer).textValue() + "x");
            assertThatThrownBy(() -> verifier.receipt(altered.toString())).as(pointer).isInstanceOf(VerificationException.class);
        }
        var another = whole.deepCopy();
        another.set("heed:proof", receipt(2).get("heed:proof"));
        assertThatThrownBy(() -> verifier.receipt(another.toString()))
            .isInstanceOfSatisfying(VerificationException.class, failure -> assertThat(failure.failure()).isEqualTo(Failure.ALTERED_RECORD));
        var bare = whole.deepCopy();
        bare.remove("heed:proof");
        assertThatThrownBy(() -> verifier.receipt(bare.toString())).isInstanceOf(VerificationException.class);
    }

    @Test
    void everyTermIsOneOfTheVocabulary() throws IOException {
        Set<String> known;
        try (var in = ReceiptTest.class.getResourceAsStream("/dpv-terms.txt")) {
            known = new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().filter(line -> !line.startsWith("#")).collect(Collectors.toSet());
        }
        var used = new TreeSet<String>();
        for (long index = 0; index < 4; index++) {
            terms(receipt(index), used);
        }
        Given.catalog().get("purposes").forEach(purpose -> used.add(purpose.get("dpvTerm").textValue()));
        used.addAll(List.of("dpv:ConsentRequested", "dpv:ConsentRefused", "dpv:ConsentRevoked", "dpv:ConsentExpired", "dpv:UntilEventDuration", "dpv:Entity",
            "dpv:CommunicationForCustomerCare", "dpv:RequestedServiceProvision"));

        assertThat(used).hasSizeGreaterThan(25);
        assertThat(used.stream().map(term -> term.substring("dpv:".length()))).isSubsetOf(known);
    }

    private static void terms(JsonNode node, Set<String> used) {
        node.properties().forEach(member -> {
            if (member.getKey().startsWith("dpv:")) {
                used.add(member.getKey());
            }
            if (!member.getKey().equals("heed:proof")) {
                terms(member.getValue(), used);
            }
        });
        if (node.isArray()) {
            node.forEach(item -> terms(item, used));
        }
        if (node.isTextual() && node.textValue().startsWith("dpv:")) {
            used.add(node.textValue());
        }
    }

    private static void eachText(JsonNode node, String pointer, BiConsumer<String, String> take) {
        if (node.isTextual()) {
            take.accept(pointer, node.textValue());
        }
        node.properties().forEach(member -> eachText(member.getValue(), pointer + "/" + member.getKey(), take));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                eachText(node.get(i), pointer + "/" + i, take);
            }
        }
    }

    private static void replace(ObjectNode document, String pointer, String text) {
        int last = pointer.lastIndexOf('/');
        var holder = document.at(pointer.substring(0, last));
        var name = pointer.substring(last + 1);
        if (holder instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), TextNode.valueOf(text));
        } else {
            ((ObjectNode) holder).put(name, text);
        }
    }

    private static ConsentRecord record(int index) {
        return given.client(Role.COMPLIANCE).consentLog().read(index);
    }
}
