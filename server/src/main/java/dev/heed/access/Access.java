package dev.heed.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.heed.brand.Brand;
import dev.heed.brand.Brands;
import dev.heed.customer.CustomerId;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Hashes;
import dev.heed.store.Ids;
import dev.heed.store.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Tells who is calling, and gives and takes the credentials with which they prove it. */
public final class Access {
    private static final int KEY_BYTES = 32;
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_CREDENTIAL_CHARACTERS = 2048;
    private static final Duration LINK_SHORTEST = Duration.ofDays(60);

    private final AccessTable table = new AccessTable();
    private final Database database;
    private final Brands brands;
    private final CustomerTokens tokens;
    private final LinkTokens links;
    private final Ids ids;
    private final Clock clock;
    // Another process on the same database may revoke a key: what is remembered is asked anew after a moment.
    private final Cache<String, ApiKey> keys = Caffeine.newBuilder().executor(Runnable::run).maximumSize(MOST_REMEMBERED).expireAfterWrite(Duration.ofSeconds(5)).build();
    private final Cache<String, Customer> customers = Caffeine.newBuilder().executor(Runnable::run).maximumSize(MOST_REMEMBERED).expireAfterWrite(Duration.ofMinutes(1)).build();

    private record Customer(Caller caller, Instant expiresAt) {}

    /** A key that was just made, with the key itself. */
    public record NewKey(ApiKey key, String secret) {}

    /** A token that was just made. */
    public record NewToken(String token, Instant expiresAt) {}

    /**
     * What the credentials of customers are made with.
     *
     * @param tokens signs customer tokens
     * @param links seals the tokens of links
     */
    public record Secrets(byte[] tokens, byte[] links) {}

    public Access(Database database, Brands brands, Secrets secrets, String serverName, Ids ids, Clock clock) {
        this.database = database;
        this.brands = brands;
        this.tokens = new CustomerTokens(secrets.tokens, serverName);
        this.links = new LinkTokens(secrets.links, serverName);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Who presents this credential.
     *
     * @throws Problem unauthenticated when it is none of ours, or holds no longer
     */
    public Caller caller(String credential) {
        if (credential.length() > MOST_CREDENTIAL_CHARACTERS) {
            throw Problem.of(Kind.UNAUTHENTICATED);
        }
        var found = credential.startsWith(LinkTokens.PREFIX) ? byLink(credential) : credential.startsWith("heed_") ? byKey(credential) : byToken(credential);
        return found.orElseThrow(() -> Problem.of(Kind.UNAUTHENTICATED));
    }

    /** Whether {@link #caller} knows this credential at this moment without looking it up. */
    public boolean remembers(String credential) {
        return credential.startsWith("heed_") ? keys.getIfPresent(remembered(sha256(credential))) != null : customers.getIfPresent(credential) != null;
    }

    private Optional<Caller> byKey(String credential) {
        var hash = sha256(credential);
        var key = keys.get(remembered(hash), unknown -> database.read(tx -> table.byHash(tx, hash)).orElse(null));
        return Optional.ofNullable(key).filter(found -> found.opens(clock.instant()))
            .map(found -> Caller.key(found.brand(), found.id().toString(), found.role()));
    }

    private Optional<Caller> byToken(String credential) {
        return remembered(credential, now -> tokens.check(credential, now).flatMap(claims -> customer(claims.brand(), claims.customer())
            .map(customer -> new Customer(Caller.customer(customer), claims.expiresAt()))));
    }

    private Optional<Caller> byLink(String credential) {
        return remembered(credential, now -> links.check(credential, now).flatMap(claims -> customer(claims.brand(), claims.customer())
            .map(customer -> new Customer(Caller.link(customer, claims.language()), claims.expiresAt()))));
    }

    private Optional<CustomerId> customer(String brandId, String id) {
        return database.read(tx -> brands.find(tx, brandId)).map(brand -> new CustomerId(brand, id));
    }

    private Optional<Caller> remembered(String credential, Function<Instant, Optional<Customer>> check) {
        var now = clock.instant();
        var remembered = customers.getIfPresent(credential);
        if (remembered == null) {
            remembered = check.apply(now).orElse(null);
            if (remembered == null) {
                return Optional.empty();
            }
            customers.put(credential, remembered);
        }
        return now.isBefore(remembered.expiresAt) ? Optional.of(remembered.caller) : Optional.empty();
    }

    /** Makes an API key. The secret is in this answer and nowhere else. */
    public NewKey createKey(Tx tx, Brand brand, Role role, String label, Optional<Instant> expiresAt) {
        var now = now();
        if (expiresAt.isPresent() && !expiresAt.get().isAfter(now)) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "/expiresAt", "this has passed already");
        }
        var secret = "heed_" + role.id() + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(ids.secret(KEY_BYTES));
        var key = new ApiKey(ids.next(), brand, role, label, now, expiresAt, Optional.empty());
        table.insert(tx, key, sha256(secret));
        return new NewKey(key, secret);
    }

    /** A brand's keys after one, oldest first, revoked ones included. */
    public List<ApiKey> keys(Tx tx, Brand brand, UUID after, int limit) {
        return table.after(tx, brand, after, limit);
    }

    /**
     * Revokes a key: the very next request with it is refused.
     *
     * @throws Problem not_found when the brand has no such key; conflict when it is the caller's own
     */
    public void revoke(Tx tx, Caller caller, UUID id) {
        if (caller.id().equals(id.toString())) {
            throw Problem.of(Kind.CONFLICT, "A key cannot revoke itself; use another key.");
        }
        var hash = table.revoke(tx, caller.brand(), id, now()).orElseThrow(() -> Problem.of(Kind.NOT_FOUND));
        tx.afterCommit(() -> keys.invalidate(remembered(hash)));
    }

    /** Makes a token that opens one customer's preferences for a while, at most 15 minutes. */
    public NewToken mint(CustomerId customer, Duration validFor) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var claims = new CustomerTokens.Claims(customer.brand().id(), customer.id(), now.plus(validFor));
        return new NewToken(tokens.make(claims, now), claims.expiresAt());
    }

    /**
     * Makes the token of a link that lets one customer lower contact, without signing in.
     *
     * @param validFor 60 to 400 days
     * @param language in which to speak to whoever opens it
     */
    public NewToken mintLink(CustomerId customer, Period validFor, Optional<String> language) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var expiresAt = now.atOffset(ZoneOffset.UTC).plus(validFor).toInstant();
        var lasts = Duration.between(now, expiresAt);
        if (lasts.compareTo(LINK_SHORTEST) < 0 || lasts.compareTo(LinkTokens.LONGEST) > 0) {
            throw Problem.of(Kind.CONTRACT_VIOLATION, "/expiresAfter", "a link lasts 60 to 400 days, so that it outlives the message that carries it");
        }
        return new NewToken(links.make(new LinkTokens.Claims(customer.brand().id(), customer.id(), language, expiresAt), now), expiresAt);
    }

    private static String remembered(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static byte[] sha256(String text) {
        return Hashes.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
