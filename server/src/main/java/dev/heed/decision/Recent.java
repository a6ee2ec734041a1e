package dev.heed.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.heed.customer.CustomerId;
import java.util.List;
import java.util.function.Supplier;

/** The contacts that decisions rested on lately. A writer forgets them after its commit, before its caller is answered; forgetting waits for whoever is reading them then. */
final class Recent {
    private static final int OVERHEAD_BYTES = 200;
    private static final int CONTACT_BYTES = 120;

    private final Cache<CustomerId, List<Contact.Counted>> cache;

    Recent(long mostBytes) {
        this.cache = Caffeine.newBuilder().executor(Runnable::run).maximumWeight(mostBytes)
            .weigher((CustomerId customer, List<Contact.Counted> contacts) -> OVERHEAD_BYTES + CONTACT_BYTES * contacts.size()).build();
    }

    List<Contact.Counted> get(CustomerId customer, Supplier<List<Contact.Counted>> read) {
        return cache.get(customer, unknown -> read.get());
    }

    void forget(CustomerId customer) {
        cache.invalidate(customer);
    }
}
