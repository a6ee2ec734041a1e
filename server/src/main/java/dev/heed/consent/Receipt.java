package dev.heed.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.brand.Catalog;
import dev.heed.brand.Catalog.Asked;
import dev.heed.brand.Catalog.LegalBasis;
import dev.heed.choice.Setting.Type;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A consent that was given, refused or withdrawn, for whoever wants to keep it outside of this server: JSON-LD in the words of the W3C's Data Privacy
 * Vocabulary 2, as its profile of ISO/IEC TS 27560 arranges them. What the catalog does not tell, such as where data are stored, is not made up.
 */
public final class Receipt {
    /** What the profile calls a receipt. */
    private static final String PROFILE = "https://w3id.org/dpv/schema/dpv-27560#receipt";

    private static final Map<ConsentStatus, String> STATUS = Map.of(
        ConsentStatus.REQUESTED, "dpv:ConsentRequested", ConsentStatus.GIVEN, "dpv:ConsentGiven",
        ConsentStatus.REFUSED, "dpv:ConsentRefused", ConsentStatus.WITHDRAWN, "dpv:ConsentWithdrawn", ConsentStatus.REVOKED, "dpv:ConsentRevoked",
        ConsentStatus.EXPIRED, "dpv:ConsentExpired");

    private final ConsentRecord record;
    private final Catalog catalog;

    private Receipt(ConsentRecord record, Catalog catalog) {
        this.record = record;
        this.catalog = catalog;
    }

    /** Whether there is a receipt for a record: it rests on consent, the customer has said yes or no, and it is still known who that was. */
    public static boolean isFor(ConsentRecord record) {
        return record.status().filter(STATUS::containsKey).isPresent() && record.legalBasis().equals(Optional.of(LegalBasis.CONSENT)) && record.personal().isPresent();
    }

    /**
     * The receipt of a record.
     *
     * @param catalog the version that the record names
     * @param proof that the record is in the log, as the contract has it
     */
    public static ObjectNode of(ConsentRecord record, Catalog catalog, ObjectNode proof) {
        return new Receipt(record, catalog).toJson(proof);
    }

    private ObjectNode toJson(ObjectNode proof) {
        var json = Json.object();
        json.putObject("@context").put("dpv", "https://w3id.org/dpv#").put("loc", "https://w3id.org/dpv/loc#").put("dct", "http://purl.org/dc/terms/")
            .put("skos", "http://www.w3.org/2004/02/skos/core#").put("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#").put("xsd", "http://www.w3.org/2001/XMLSchema#")
            .put("heed", "https://heed.invalid/ns#");
        json.put("@id", "urn:uuid:" + record.id() + "#receipt").put("@type", "dpv:ConsentReceipt");
        json.set("dct:conformsTo", id(PROFILE));
        json.put("dct:identifier", record.id().toString());
        json.set("dct:created", moment(record.recordedAt()));
        json.putArray("dpv:hasRecordOfActivity").add(activity());
        json.putObject("heed:proof").put("@type", "@json").set("@value", proof);
        return json;
    }

    private ObjectNode activity() {
        var json = Json.object().put("@id", "urn:uuid:" + record.id()).put("@type", "dpv:ConsentRecord").put("dct:identifier", record.id().toString());
        json.putObject("dpv:hasDataSubject").put("@type", "dpv:DataSubject").put("dpv:hasIdentifier", record.personal().orElseThrow().customerId());
        record.notice().ifPresent(shown -> json.set("dpv:hasNotice", notice(shown)));
        json.set("dpv:hasProcess", process());
        json.putArray("dpv:hasConsentStatus").add(status());
        return json;
    }

    /** The very text that was shown. */
    private ObjectNode notice(NoticeShown shown) {
        var json = Json.object().put("@type", "dpv:ConsentNotice").put("dct:identifier", shown.id() + "@" + shown.version()).put("dct:language", shown.language())
            .put("heed:sha256", shown.sha256());
        catalog.notice(shown.id(), shown.version()).map(notice -> notice.text().get(shown.language())).ifPresent(text -> json.put("dct:description", text));
        return json;
    }

    private ObjectNode process() {
        var setting = record.setting();
        var json = Json.object().put("@type", "dpv:Process");
        json.set("dpv:hasPurpose", setting.type() == Type.PURPOSE ? purpose(catalog.purposes().get(setting.id())) : purpose(catalog.topics().get(setting.id())));
        if (!setting.channel().isEmpty()) {
            json.put("heed:channel", setting.channel());
        }
        json.set("dpv:hasLegalBasis", id("dpv:Consent"));
        json.set("dpv:hasDataController", controller());
        json.set("dpv:hasJurisdiction", id("loc:" + catalog.brand().jurisdiction()));
        return json;
    }

    private static ObjectNode purpose(Catalog.Purpose purpose) {
        return purpose(purpose, purpose.dpvTerm(), purpose.label(), purpose.description());
    }

    private static ObjectNode purpose(Catalog.Topic topic) {
        return purpose(topic, switch (topic.category()) {
            case MARKETING -> "dpv:DirectMarketing";
            case SERVICE -> "dpv:CommunicationForCustomerCare";
            case ESSENTIAL -> "dpv:RequestedServiceProvision";
        }, topic.label(), topic.description());
    }

    private static ObjectNode purpose(Asked asked, String broader, Map<String, String> label, Map<String, String> description) {
        var json = Json.object().put("@type", "dpv:Purpose").put("dct:identifier", asked.id());
        json.set("dct:title", texts(label));
        json.set("dct:description", texts(description));
        json.set("skos:broader", id(broader));
        return json;
    }

    /** Who the customer deals with, as far as the catalog tells. */
    private ObjectNode controller() {
        var told = catalog.document().path("brand").path("controller");
        var json = Json.object().put("@type", "dpv:DataController").put("dpv:hasName", told.path("name").asText(catalog.brand().name()));
        copy(told, "address", json, "dpv:hasAddress");
        copy(told, "contact", json, "dpv:hasContact");
        return json;
    }

    private static void copy(JsonNode from, String member, ObjectNode to, String property) {
        if (from.hasNonNull(member)) {
            to.set(property, from.get(member));
        }
    }

    private ObjectNode status() {
        var status = record.status().orElseThrow();
        var json = Json.object();
        var types = json.putArray("@type").add(STATUS.get(status));
        if (status == ConsentStatus.GIVEN) {
            types.add("dpv:ExpressedConsent");
            // On one channel it lasts as long as the consent to the topic, which has a receipt of its own.
            if (record.setting().type() != Type.TOPIC_CHANNEL) {
                json.set("dpv:hasDuration", duration());
            }
        }
        json.set("dpv:isIndicatedAtTime", moment(record.occurredAt()));
        json.set("dpv:isIndicatedBy", record.actor().equals("customer") ? id("dpv:DataSubject") : Json.object().put("@type", "dpv:Entity").put("dct:description", record.actor()));
        return json.put("dpv:hasIndicationMethod", record.surface());
    }

    private ObjectNode duration() {
        var setting = record.setting();
        var asked = setting.type() == Type.PURPOSE ? (Asked) catalog.purposes().get(setting.id()) : catalog.topics().get(setting.id());
        if (asked.expiresAfter() == null) {
            return Json.object().put("@type", "dpv:UntilEventDuration").put("rdf:value", "withdrawal");
        }
        var json = Json.object().put("@type", "dpv:TemporalDuration");
        json.putObject("rdf:value").put("@type", "xsd:duration").put("@value", asked.expiresAfter().toString());
        return json;
    }

    private static ObjectNode id(String iri) {
        return Json.object().put("@id", iri);
    }

    private static ObjectNode moment(Instant at) {
        return Json.object().put("@type", "xsd:dateTime").put("@value", Times.text(at));
    }

    private static ArrayNode texts(Map<String, String> byLanguage) {
        var texts = Json.object().arrayNode();
        if (byLanguage != null) {
            byLanguage.forEach((language, text) -> texts.addObject().put("@language", language).put("@value", text));
        }
        return texts;
    }
}
