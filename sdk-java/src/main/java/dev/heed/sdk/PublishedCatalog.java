package dev.heed.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.sdk.internal.Json;
import dev.heed.sdk.model.Catalog;
import dev.heed.sdk.model.Fault;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A catalog as it was published, and what was warned about. */
public final class PublishedCatalog extends Versioned<Catalog> {
    private static final String WARNINGS = "warnings";

    private final List<Fault> warnings;

    PublishedCatalog(Versioned<Catalog> answered) {
        super(answered.value().edit(document -> document.remove(WARNINGS)), answered.etag());
        List<Fault> read = new ArrayList<>();
        for (JsonNode warning : answered.value().json().path(WARNINGS)) {
            read.add(Json.mapper().convertValue(warning, Fault.class));
        }
        this.warnings = Collections.unmodifiableList(read);
    }

    /** Every deceptive design pattern (EDPB Guidelines 03/2022) with which it was published; empty when there is none. */
    public List<Fault> warnings() {
        return warnings;
    }
}
