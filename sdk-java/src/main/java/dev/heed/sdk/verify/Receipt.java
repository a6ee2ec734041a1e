package dev.heed.sdk.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sdk.model.Proof;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A receipt as it was kept: what it claims of one record, and the proof it carries. */
final class Receipt {
    /** What the short names stand for; with other meanings the same words would claim something else. */
    private static final JsonNode CONTEXT = StrictJson.object(("{\"dpv\":\"https://w3id.org/dpv#\",\"loc\":\"https://w3id.org/dpv/loc#\","
            + "\"dct\":\"http://purl.org/dc/terms/\",\"skos\":\"http://www.w3.org/2004/02/skos/core#\","
            + "\"rdf\":\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\",\"xsd\":\"http://www.w3.org/2001/XMLSchema#\","
            + "\"heed\":\"https://heed.invalid/ns#\"}").getBytes(StandardCharsets.UTF_8));

    private final JsonNode receipt;

    /** @throws VerificationException UNREADABLE when it is no JSON object */
    Receipt(String json) {
        this.receipt = StrictJson.object(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The proof inside, of which nothing is believed yet. */
    Proof proof() {
        JsonNode told = receipt.path("heed:proof").path("@value");
        return new Proof()
                .index(number(told.path("index")))
                .treeSize(number(told.path("treeSize")))
                .entry(told.path("entry").textValue())
                .checkpoint(told.path("checkpoint").textValue())
                .disclosures(texts(told.path("disclosures")))
                .hashes(texts(told.path("hashes")));
    }

    /**
     * Asserts that it claims of the record what the log says of it. The words of the catalog (labels, the controller, how long it lasts) are not in
     * the log.
     *
     * @throws VerificationException ALTERED_RECORD when it claims anything else
     */
    void mustSayWhat(VerifiedRecord record) {
        JsonNode entry = record.open();
        String id = entry.path("id").asText();
        JsonNode activity = one("dpv:hasRecordOfActivity", receipt.path("dpv:hasRecordOfActivity"));
        require(receipt.path("@context").equals(CONTEXT), "@context");
        same("@type", receipt.path("@type"), "dpv:ConsentReceipt");
        same("the record's @type", activity.path("@type"), "dpv:ConsentRecord");
        same("@id", receipt.path("@id"), "urn:uuid:" + id + "#receipt");
        same("dct:identifier", receipt.path("dct:identifier"), id);
        same("dct:created", receipt.path("dct:created").path("@value"), entry.path("recordedAt").asText());
        same("the record's @id", activity.path("@id"), "urn:uuid:" + id);
        same("the record's dct:identifier", activity.path("dct:identifier"), id);
        JsonNode customer = record.disclosed().get("customerId");
        same("dpv:hasDataSubject", activity.path("dpv:hasDataSubject").path("dpv:hasIdentifier"), customer == null ? "" : customer.asText());
        JsonNode process = activity.path("dpv:hasProcess");
        same("dpv:hasPurpose", process.path("dpv:hasPurpose").path("dct:identifier"), entry.path("setting").path("id").asText());
        same("heed:channel", process.path("heed:channel"), entry.path("setting").path("channel").asText());
        same("dpv:hasLegalBasis", process.path("dpv:hasLegalBasis").path("@id"), entry.path("legalBasis").asText().equals("consent") ? "dpv:Consent" : "none");
        sameNotice(activity.path("dpv:hasNotice"), entry.path("notice"));
        sameStatus(one("dpv:hasConsentStatus", activity.path("dpv:hasConsentStatus")), entry);
    }

    private static void sameNotice(JsonNode claimed, JsonNode logged) {
        if (claimed.isMissingNode() && logged.isMissingNode()) {
            return;
        }
        same("dpv:hasNotice", claimed.path("dct:identifier"), logged.path("id").asText() + "@" + logged.path("version").asText());
        same("the notice's language", claimed.path("dct:language"), logged.path("language").asText());
        same("the notice's hash", claimed.path("heed:sha256"), logged.path("sha256").asText());
        String text = claimed.path("dct:description").asText();
        String hash = Bytes.base64url(Bytes.sha256(text.getBytes(StandardCharsets.UTF_8)));
        require(claimed.path("dct:description").isMissingNode() || hash.equals(logged.path("sha256").asText()), "the notice's text");
    }

    private static void sameStatus(JsonNode claimed, JsonNode entry) {
        String status = entry.path("status").asText();
        String term = status.isEmpty() ? "" : "dpv:Consent" + status.substring(0, 1).toUpperCase(Locale.ROOT) + status.substring(1);
        same("dpv:hasConsentStatus", claimed.path("@type").path(0), term);
        boolean given = status.equals("given");
        require(claimed.path("@type").size() == (given ? 2 : 1) && (!given || claimed.path("@type").path(1).asText().equals("dpv:ExpressedConsent")), "the kind of consent");
        same("dpv:isIndicatedAtTime", claimed.path("dpv:isIndicatedAtTime").path("@value"), entry.path("occurredAt").asText());
        same("dpv:hasIndicationMethod", claimed.path("dpv:hasIndicationMethod"), entry.path("surface").asText());
        JsonNode by = claimed.path("dpv:isIndicatedBy");
        String actor = entry.path("actor").asText();
        same("dpv:isIndicatedBy", actor.equals("customer") ? by.path("@id") : by.path("dct:description"), actor.equals("customer") ? "dpv:DataSubject" : actor);
    }

    private static JsonNode one(String what, JsonNode list) {
        require(list.isArray() && list.size() == 1, what);
        return list.get(0);
    }

    private static void same(String what, JsonNode claimed, String logged) {
        require((claimed.isTextual() || claimed.isMissingNode()) && claimed.asText().equals(logged), what);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new VerificationException(Failure.ALTERED_RECORD, "the log has another " + what);
        }
    }

    private static Long number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? node.longValue() : null;
    }

    private static List<String> texts(JsonNode list) {
        if (!list.isArray()) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode text : list) {
            if (!text.isTextual()) {
                return null;
            }
            texts.add(text.textValue());
        }
        return texts;
    }
}
