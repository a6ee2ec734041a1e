package dev.heed.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.heed.brand.Catalog;
import dev.heed.consent.LogLines;
import dev.heed.consent.Logged;
import dev.heed.decision.Contact;
import dev.heed.export.Export;
import dev.heed.feedback.Remark;
import dev.heed.ledger.InclusionProof;
import dev.heed.rights.AccessExport.Held;
import dev.heed.rights.AccessExport.Listener;
import dev.heed.rights.AccessExport.Part;
import dev.heed.rights.RightsRequest;
import dev.heed.store.Json;
import dev.heed.store.Times;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Locale;

/** Writes everything that is held on one customer as the contract has it, item by item. */
final class AccessJson implements Listener {
    private static final int BUFFER_BYTES = 1 << 16;

    private final OutputStream out;
    private final JsonGenerator json;
    private Held held;

    AccessJson(OutputStream out) throws IOException {
        this.out = new BufferedOutputStream(out, BUFFER_BYTES);
        // Each tree that is written would flush the connection.
        this.json = Json.mapper().getFactory().createGenerator(this.out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET).disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
    }

    @Override
    public void begin(Held held) throws IOException {
        this.held = held;
        var preferences = held.preferences();
        json.writeStartObject();
        json.writeStringField("customerId", preferences.customer().id());
        json.writeObjectFieldStart("controller");
        holder(preferences.catalog());
        json.writeEndObject();
        json.writeStringField("madeAt", Times.text(preferences.at()));
        json.writeNumberField("treeSize", held.treeSize());
        json.writeStringField("checkpoint", held.checkpoint());
        json.writeStringField("verifierKey", held.verifierKey());
        json.writeArrayFieldStart("plain");
        for (var sentence : held.plain()) {
            json.writeString(sentence);
        }
        json.writeEndArray();
        json.writeFieldName("preferences");
        json.writeTree(Json.stored(preferences.document().body()));
    }

    private void holder(Catalog catalog) throws IOException {
        var controller = catalog.document().at("/brand/controller");
        json.writeStringField("brand", catalog.brand().name());
        for (var member : new String[] {"name", "address", "contact", "privacyPolicy"}) {
            json.writeStringField(member, controller.path(member).asText());
        }
    }

    @Override
    public void heading(Part part) throws IOException {
        if (part != Part.values()[0]) {
            json.writeEndArray();
        }
        json.writeArrayFieldStart(part.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void record(Logged logged, InclusionProof proof) throws IOException {
        json.writeStartObject();
        json.writeFieldName("record");
        json.writeTree(logged.toProvableJson(LogLines.ALL));
        json.writeArrayFieldStart("hashes");
        for (var hash : proof.hashes()) {
            json.writeString(Base64.getEncoder().encodeToString(hash));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    @Override
    public void contact(Contact contact) throws IOException {
        json.writeTree(DecisionApi.json(contact, held.preferences().catalog(), held.language()));
    }

    @Override
    public void remark(Remark remark) throws IOException {
        json.writeTree(FeedbackApi.json(remark));
    }

    @Override
    public void export(Export export) throws IOException {
        json.writeTree(ExportsApi.json(export));
    }

    @Override
    public void request(RightsRequest request) throws IOException {
        json.writeTree(RightsApi.json(request, request.state(held.preferences().at())));
    }

    @Override
    public void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        out.flush();
    }
}
