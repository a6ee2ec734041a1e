package dev.heed.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.access.Caller;
import dev.heed.brand.Brand;
import dev.heed.customer.CustomerId;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Times;
import dev.heed.words.Phrases;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A request that has passed the gate: its caller is known and allowed, and it matches the contract.
 *
 * @param target the path and query as they were sent
 * @param path the parameters in the path, decoded
 * @param query the parameters in the query, decoded; each at most once
 * @param headers the header parameters of the contract, as far as sent
 * @param accepts the media type of the answer that the caller likes best, of those that there are
 * @param languages what is said of the languages that the caller likes; may be empty
 * @param body the body as JSON; missing when the operation takes none
 * @param raw the body's bytes as sent; none when it is a stream
 * @param stream the body of an operation that takes one line by line, while it arrives; empty for all others
 */
record Call(Route route, Optional<Caller> who, String target, Map<String, String> path, Map<String, String> query,
            Map<String, String> headers, String accepts, String languages, JsonNode body, byte[] raw, InputStream stream, String requestId) {
    static final JsonNode NO_BODY = MissingNode.getInstance();
    /** How a path names the customer of the credential. */
    static final String SELF = "~";

    /** Who is calling, on a route that needs a credential. */
    Caller caller() {
        return who.orElseThrow();
    }

    Brand brand() {
        return caller().brand();
    }

    /**
     * The customer named in the path; {@code ~} is the customer of the credential, and for whoever opened a link the only name there is.
     *
     * @throws Problem not_found when the caller may not know of this customer; contract_violation when the credential is no customer's
     */
    CustomerId customer() {
        var name = path.get("customerId");
        if (name.equals(SELF)) {
            return caller().customer().orElseThrow(() -> Problem.of(Kind.CONTRACT_VIOLATION, "path/customerId",
                "~ is the customer of the credential, and an API key has none; name the customer"));
        }
        var customer = new CustomerId(brand(), name);
        if (caller().isLink() || !caller().mayKnow(customer)) {
            throw Problem.of(Kind.NOT_FOUND);
        }
        return customer;
    }

    /** In which language to speak: the one that the caller asks for, where there are words in it, or else another. */
    String language(String otherwise) {
        return Phrases.in(Languages.best(languages, Phrases.LANGUAGES).orElse(otherwise)).language();
    }

    /** The body of an operation that takes an object. */
    ObjectNode object() {
        return (ObjectNode) body;
    }

    Optional<String> queried(String name) {
        return Optional.ofNullable(query.get(name));
    }

    Optional<Long> number(String name) {
        return queried(name).map(Long::valueOf);
    }

    Optional<Instant> moment(String name) {
        return queried(name).map(text -> Times.parse(text, "query/" + name));
    }

    /** Whether a resource, by its ETag, is one that {@code If-Match} lets be changed (RFC 9110 section 13.1.1). */
    <T> Predicate<T> fresh(Function<T, String> etag) {
        var wanted = headers.get("If-Match");
        return resource -> wanted == null || wanted.strip().equals("*") || lists(wanted, etag.apply(resource));
    }

    /** Whether the caller has the resource with this ETag already (RFC 9110 section 13.1.2). */
    boolean has(String etag) {
        var known = headers.get("If-None-Match");
        return known != null && (known.strip().equals("*") || lists(known.replace("W/", ""), etag));
    }

    private static boolean lists(String etags, String etag) {
        return Arrays.stream(etags.split(",")).map(String::strip).map(Zip::untagged).anyMatch(etag::equals);
    }
}
