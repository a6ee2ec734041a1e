package dev.heed.sdk;

import dev.heed.sdk.internal.api.AccessApi;
import dev.heed.sdk.internal.api.DecisionsApi;
import dev.heed.sdk.internal.api.FeedbackApi;
import dev.heed.sdk.internal.api.PreferencesApi;
import dev.heed.sdk.internal.api.RightsApi;
import dev.heed.sdk.model.Consent;
import dev.heed.sdk.model.Contact;
import dev.heed.sdk.model.ContactPage;
import dev.heed.sdk.model.CustomerLinks;
import dev.heed.sdk.model.CustomerToken;
import dev.heed.sdk.model.Erased;
import dev.heed.sdk.model.FeedbackGiven;
import dev.heed.sdk.model.FeedbackVerdict;
import dev.heed.sdk.model.HistoryItem;
import dev.heed.sdk.model.HistoryPage;
import dev.heed.sdk.model.ImportReport;
import dev.heed.sdk.model.LinkRequest;
import dev.heed.sdk.model.PortablePreferences;
import dev.heed.sdk.model.PreferencesPatch;
import dev.heed.sdk.model.TokenRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** One customer of the brand. Immutable. */
public final class Customer {
    private final Wire wire;
    private final String id;
    private final String idempotencyKey;

    Customer(Wire wire, String id, String idempotencyKey) {
        this.wire = wire;
        this.id = id;
        this.idempotencyKey = idempotencyKey;
    }

    /** What the customer has asked for. */
    public CustomerPreferences preferences() {
        return new CustomerPreferences(wire, id, null, null);
    }

    /** The customer's timeline, newest first. */
    public Paged<HistoryItem> history() {
        PreferencesApi api = wire.api(PreferencesApi.class);
        return new Paged<>(
                (limit, cursor) -> {
                    HistoryPage page = wire.answer(api.preferencesHistory(id, limit, cursor));
                    return new Paged.Page<>(page.getItems(), page.getNext());
                },
                null);
    }

    /** What was sent to the customer, and what was withheld and why, newest first. */
    public Paged<Contact> contacts() {
        DecisionsApi api = wire.api(DecisionsApi.class);
        return new Paged<>(
                (limit, cursor) -> {
                    ContactPage page = wire.answer(api.contactsList(id, limit, cursor));
                    return new Paged.Page<>(page.getItems(), page.getNext());
                },
                null);
    }

    /**
     * Says how the brand's contacts come across. Nothing changes: the answer has suggestions, each with a patch that {@link
     * dev.heed.sdk.model.PreferencesPatch#choosing} makes a change of.
     */
    public FeedbackGiven feedback(FeedbackVerdict verdict) {
        return feedback(verdict, more -> {});
    }

    /**
     * The same, saying more, such as which contact it is about.
     *
     * @throws NotFoundException when the contact is not this customer's
     */
    public FeedbackGiven feedback(FeedbackVerdict verdict, Consumer<FeedbackDraft> more) {
        FeedbackDraft draft = new FeedbackDraft(verdict);
        more.accept(draft);
        return wire.answer(wire.api(FeedbackApi.class).feedbackGive(id, draft.request(), idempotencyKey));
    }

    /** Where the consent to each topic and purpose of the catalog stands. */
    public List<Consent> consents() {
        List<Consent> items = wire.answer(wire.api(PreferencesApi.class).preferencesConsents(id)).getItems();
        return items == null ? Collections.emptyList() : items;
    }

    /**
     * Mints a token that opens this customer's preferences and nothing else. For a backend with a key of role {@code admin} or {@code
     * app}.
     *
     * @param validity how long, in whole seconds, at most 15 minutes
     */
    public CustomerToken mintToken(Duration validity) {
        TokenRequest request = new TokenRequest().ttlSeconds((int) Math.min(Integer.MAX_VALUE, validity.getSeconds()));
        return wire.answer(wire.api(AccessApi.class).tokensMint(id, request, idempotencyKey));
    }

    /**
     * Mints a link for a message to this customer: whoever opens it can lower contact without signing in. It holds for 180 days. For a backend with a key of
     * role {@code admin} or {@code app}.
     */
    public CustomerLinks mintLinks() {
        return mintLinks(new LinkRequest());
    }

    /** The same, for a time and in a language of your own. */
    public CustomerLinks mintLinks(LinkRequest request) {
        return wire.answer(wire.api(AccessApi.class).linksMint(id, idempotencyKey, Objects.requireNonNull(request, "request")));
    }

    /**
     * Forgets the customer: everything that tells of them is deleted and overwritten, what the log proves it goes on proving, of nobody. Erasing again changes
     * nothing. For role {@code admin}.
     *
     * @throws NotFoundException when nothing is held on the customer
     */
    public Erased erase() {
        return wire.answer(wire.api(RightsApi.class).rightsErase(id));
    }

    /** Everything that is held on the customer, as a stream that is never held in memory. Close it. */
    public Export export(AccessFormat format) {
        return Export.once(wire.stream(wire.url("v1/customers").addPathSegment(id).addPathSegment("export").build(), format.mediaType));
    }

    /** What the customer chose, in terms that another brand can read. */
    public PortablePreferences portable() {
        return wire.answer(wire.api(RightsApi.class).rightsPortable(id));
    }

    /**
     * Takes over what fits of a document that the customer brought along. It never allows what was denied before and gives no consent:
     * what would need the customer's own act is in the report, as a patch for {@link CustomerPreferences#change(PreferencesPatch)}.
     */
    public ImportReport importing(PortablePreferences document) {
        return wire.answer(wire.api(RightsApi.class).rightsImport(id, Objects.requireNonNull(document, "document"), idempotencyKey));
    }

    /** What the customer asks for by law. */
    public CustomerRequests requests() {
        return new CustomerRequests(wire, id, null);
    }

    /** The same customer, with a key of your own for {@code mintToken}, {@code mintLinks}, {@code feedback} and {@code importing}: for one intent, however often it is tried. */
    public Customer withIdempotencyKey(String key) {
        return new Customer(wire, id, IdempotencyKey.of(key));
    }
}
