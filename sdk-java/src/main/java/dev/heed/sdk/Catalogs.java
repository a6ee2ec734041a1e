package dev.heed.sdk;

import dev.heed.sdk.internal.api.CatalogApi;
import dev.heed.sdk.model.Catalog;
import dev.heed.sdk.model.CatalogCheck;
import dev.heed.sdk.model.CatalogVersion;
import dev.heed.sdk.model.CatalogVersionPage;
import java.util.Objects;
import java.util.Optional;

/** Reads and publishes what the brand offers. */
public final class Catalogs {
    private final Wire wire;
    private final CatalogApi api;

    Catalogs(Wire wire) {
        this.wire = wire;
        this.api = wire.api(CatalogApi.class);
    }

    /** The newest version. */
    public Versioned<Catalog> read() {
        return wire.versioned(api.catalogRead(null, null));
    }

    /** The newest version, or nothing when it is still the one with this ETag. */
    public Optional<Versioned<Catalog>> readUnless(String etag) {
        return wire.ifChanged(api.catalogRead(null, Objects.requireNonNull(etag, "etag")));
    }

    /** One version, which never changes. */
    public Catalog version(long version) {
        return wire.answer(api.catalogRead(version, null));
    }

    /**
     * Publishes the next version, unless it is equal to the newest. For role {@code admin}.
     *
     * @param etag of the version on which it is built
     * @throws StaleException when another version has been published since
     * @return the catalog, and what is unfair to customers but was published all the same
     * @throws InvalidException with every fault of the document
     */
    public PublishedCatalog publish(Catalog catalog, String etag) {
        return new PublishedCatalog(
                wire.versioned(api.catalogPublish(catalog, Objects.requireNonNull(etag, "etag"))));
    }

    /** Publishes the next version whatever the newest is: the last writer wins. */
    public PublishedCatalog publish(Catalog catalog) {
        return new PublishedCatalog(wire.versioned(api.catalogPublish(catalog, null)));
    }

    /**
     * Says what publishing would say, and publishes nothing. For roles {@code admin} and {@code compliance}.
     *
     * @throws InvalidException when the document does not fit the contract
     */
    public CatalogCheck check(Catalog catalog) {
        return wire.answer(api.catalogCheck(catalog, null));
    }

    /** All versions, newest first. For roles {@code admin} and {@code compliance}. */
    public Paged<CatalogVersion> versions() {
        return new Paged<>(
                (limit, cursor) -> {
                    CatalogVersionPage page = wire.answer(api.catalogVersions(limit, cursor));
                    return new Paged.Page<>(page.getItems(), page.getNext());
                },
                null);
    }
}
