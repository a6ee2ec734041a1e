package dev.heed.access;

import dev.heed.brand.Brand;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** An API key, without the key itself, which nobody stores. */
public record ApiKey(UUID id, Brand brand, Role role, String label, Instant createdAt, Optional<Instant> expiresAt, Optional<Instant> revokedAt) {
    boolean opens(Instant now) {
        return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
    }
}
