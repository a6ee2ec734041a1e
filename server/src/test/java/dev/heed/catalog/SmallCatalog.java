package dev.heed.catalog;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.model.Catalog;
import dev.heed.store.Json;
import java.util.List;

/** A catalog in one language that says nothing but what a test has it say. */
final class SmallCatalog {
    private static final String SILENT = "–";

    private final String language;
    private final ObjectNode document = Json.object();
    private final ArrayNode topics = document.putArray("topics");
    private final ArrayNode purposes = document.putArray("purposes");
    private final ArrayNode relationships = document.putArray("relationships");
    private final ArrayNode notices = document.putArray("notices");

    SmallCatalog(String language) {
        this.language = language;
        var brand = document.putObject("brand").put("name", "Acme").put("timeZone", "Europe/Berlin").put("jurisdiction", "DE");
        brand.putArray("languages").add(language);
        brand.putObject("controller").put("name", "Acme").put("address", "1 Road").put("contact", "privacy@acme.example").put("privacyPolicy", "https://acme.example/privacy");
        named(document.putArray("channels").addObject().put("addressKind", "email"), "email", SILENT).remove("description");
        named(document.putArray("tones").addObject(), "plain", SILENT);
    }

    private ObjectNode named(ObjectNode item, String id, String label) {
        item.put("id", id).putObject("label").put(language, label);
        item.putObject("description").put(language, SILENT);
        return item;
    }

    SmallCatalog topic(String category, String label, String description) {
        var topic = named(topics.addObject(), "topic_" + topics.size(), label);
        topic.withObject("/description").put(language, description);
        topic.put("category", category).put("legalBasis", category.equals("essential") ? "contract" : "legitimate_interest").put("expectedPerWeek", 1).putArray("channels").add("email");
        return this;
    }

    SmallCatalog purpose(String description) {
        var purpose = named(purposes.addObject(), "purpose_" + purposes.size(), "– " + purposes.size());
        purpose.put("legalBasis", "legitimate_interest").withObject("/description").put(language, description);
        return this;
    }

    SmallCatalog relationship(String label) {
        named(relationships.addObject(), "relationship_" + relationships.size(), label).putObject("preset");
        return this;
    }

    /** A use of data for which this notice is shown. */
    SmallCatalog notice(String text) {
        var id = "notice_" + (notices.size() + 1);
        notices.addObject().put("id", id).put("version", 1).putObject("text").put(language, text);
        purpose(SILENT);
        ((ObjectNode) purposes.get(purposes.size() - 1)).put("legalBasis", "consent").put("notice", id);
        return this;
    }

    /** A text in one of the places of a catalog. */
    SmallCatalog saying(String text, String at) {
        return switch (at) {
            case "label" -> topic("service", text, SILENT);
            case "description" -> topic("service", SILENT + topics.size(), text);
            case "essential" -> topic("essential", SILENT + topics.size(), text);
            case "purpose" -> purpose(text);
            case "relationship" -> relationship(text);
            case "notice" -> notice(text);
            default -> throw new IllegalArgumentException(at);
        };
    }

    SmallCatalog saying(List<String> texts, String at) {
        texts.forEach(text -> saying(text, at));
        return this;
    }

    Catalog catalog() {
        return Catalog.of(document);
    }
}
