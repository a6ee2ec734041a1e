package dev.heed.preferences;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.heed.customer.CustomerId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The documents that were served lately, so that reading them again costs nothing.
 *
 * <p>A writer forgets a document after its commit and before its caller is answered, and forgetting waits for whoever is reading it from the
 * database at that moment: so nobody who knows of a change is ever served what was before it.
 */
final class Documents {
    private static final int OVERHEAD_BYTES = 300;

    private final Cache<CustomerId, Document> cache;

    Documents(long mostBytes) {
        // As all caches here it is kept in order by whoever uses it: to wake another thread for that costs more than to do it.
        this.cache = Caffeine.newBuilder().executor(Runnable::run).maximumWeight(mostBytes)
            .weigher((CustomerId customer, Document document) -> document.body().length + OVERHEAD_BYTES).build();
    }

    /** @param newestCatalog the brand's newest catalog, if known; a document resolved against another is read again */
    Document get(CustomerId customer, Optional<Long> newestCatalog, Instant now, Supplier<Document> read) {
        var document = cache.getIfPresent(customer);
        if (document != null && newestCatalog.isPresent() && document.holds(newestCatalog.get(), now)) {
            return document;
        }
        if (document != null) {
            cache.asMap().remove(customer, document);
        }
        return cache.get(customer, missing -> read.get());
    }

    void forget(CustomerId customer) {
        cache.invalidate(customer);
    }
}
