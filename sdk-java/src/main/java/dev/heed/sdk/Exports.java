package dev.heed.sdk;

import dev.heed.sdk.internal.api.EvidenceApi;
import dev.heed.sdk.model.NotedExport;
import dev.heed.sdk.model.NotedExportPage;

/** Tells who took which files: streams of the consent log and whatever else leaves. For roles {@code admin} and {@code compliance}. */
public final class Exports {
    private final Wire wire;
    private final EvidenceApi api;

    Exports(Wire wire) {
        this.wire = wire;
        this.api = wire.api(EvidenceApi.class);
    }

    /** Every file that was asked for, newest first. One without {@code endedAt} is being sent, or broke off. */
    public Paged<NotedExport> list() {
        return new Paged<>(
                (limit, cursor) -> {
                    NotedExportPage page = wire.answer(api.exportsList(limit, cursor));
                    return new Paged.Page<>(page.getItems(), page.getNext());
                },
                null);
    }
}
