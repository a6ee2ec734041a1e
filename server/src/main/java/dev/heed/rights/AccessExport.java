package dev.heed.rights;

import dev.heed.brand.Brand;
import dev.heed.consent.Consents;
import dev.heed.consent.Filter;
import dev.heed.consent.Logged;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.decision.Contact;
import dev.heed.decision.Decisions;
import dev.heed.export.Export;
import dev.heed.export.Exports;
import dev.heed.feedback.Feedback;
import dev.heed.feedback.Remark;
import dev.heed.ledger.InclusionProof;
import dev.heed.ledger.Ledger;
import dev.heed.preferences.PreferenceCenter;
import dev.heed.preferences.Preferences;
import dev.heed.store.Database;
import dev.heed.store.Ids;
import dev.heed.store.Tx;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Tells everything that is held on one customer, page by page, so that no length of it needs more memory than another. */
public final class AccessExport {
    private static final int AT_ONCE = 500;
    private static final Instant NEWEST = Instant.ofEpochMilli(Long.MAX_VALUE);

    private final Database database;
    private final Customers customers;
    private final Ledger ledger;
    private final PreferenceCenter preferences;
    private final Consents consents;
    private final Decisions decisions;
    private final Feedback feedback;
    private final Exports exports;
    private final RightsRequests requests;

    public AccessExport(Database database, Customers customers, Ledger ledger, PreferenceCenter preferences, Consents consents, Decisions decisions, Feedback feedback,
                        Exports exports, RightsRequests requests) {
        this.database = database;
        this.customers = customers;
        this.ledger = ledger;
        this.preferences = preferences;
        this.consents = consents;
        this.decisions = decisions;
        this.feedback = feedback;
        this.exports = exports;
        this.requests = requests;
    }

    /**
     * What is known before the first item.
     *
     * @param language in which its sentences are
     * @param checkpoint the signed checkpoint of that tree size
     */
    public record Held(Preferences preferences, String language, long treeSize, String checkpoint, String verifierKey) {
        /** What was chosen and what holds, in sentences for the customer. */
        public List<String> plain() {
            return Sentences.of(preferences, language).all();
        }
    }

    /** Takes what is told, in the order of these verbs; of each kind, after its heading, any number. */
    public interface Listener {
        void begin(Held held) throws IOException;

        void heading(Part part) throws IOException;

        void record(Logged logged, InclusionProof proof) throws IOException;

        void contact(Contact contact) throws IOException;

        void remark(Remark remark) throws IOException;

        void export(Export export) throws IOException;

        void request(RightsRequest request) throws IOException;

        void end() throws IOException;
    }

    /** The parts in which single things are told. */
    public enum Part { RECORDS, CONTACTS, FEEDBACK, EXPORTS, REQUESTS }

    /** The tree size to which an export made now is fixed. */
    public long treeSize(Brand brand) {
        return database.read(tx -> ledger.size(tx, Consents.log(brand)));
    }

    /** The customer's own language. */
    public String language(CustomerId customer) {
        return preferences.current(customer).effective().language().value().textValue();
    }

    /** A page in plain words that a person can read and print. */
    public Listener page(OutputStream out) {
        return new AccessPage(out);
    }

    /** What a browser may load for that page: nothing but its own style. */
    public static String pagePolicy() {
        return AccessPage.policy();
    }

    /** Tells everything; returns how many records of the log there were. */
    public long tell(CustomerId customer, String language, long treeSize, Listener listener) throws IOException {
        var log = Consents.log(customer.brand());
        listener.begin(database.read(tx -> new Held(preferences.newest(tx, customer), language, treeSize, ledger.checkpoint(tx, log, treeSize), ledger.verifierKey(log))));
        listener.heading(Part.RECORDS);
        long records = records(customer, treeSize, listener);
        listener.heading(Part.CONTACTS);
        eachNewest((tx, place) -> decisions.contacts(tx, customer, place.before, place.beforeId, AT_ONCE), contact -> new Place(contact.at(), contact.id()), listener::contact);
        listener.heading(Part.FEEDBACK);
        eachNewest((tx, place) -> feedback.ofCustomer(tx, customer, place.before, place.beforeId, AT_ONCE), remark -> new Place(remark.at(), remark.id()), listener::remark);
        listener.heading(Part.EXPORTS);
        var number = database.read(tx -> customers.number(tx, customer));
        if (number.isPresent()) {
            for (var export : database.read(tx -> exports.ofCustomer(tx, number.getAsLong()))) {
                listener.export(export);
            }
        }
        listener.heading(Part.REQUESTS);
        eachNewest((tx, place) -> requests.ofCustomer(tx, customer, place.before, place.beforeId, AT_ONCE), request -> new Place(request.receivedAt(), request.id()), listener::request);
        listener.end();
        return records;
    }

    private long records(CustomerId customer, long treeSize, Listener listener) throws IOException {
        var filter = new Filter(Optional.empty(), Optional.empty(), Optional.of(customer.id()), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var log = Consents.log(customer.brand());
        long records = 0;
        var next = Optional.of(0L);
        while (next.isPresent()) {
            long from = next.get();
            var page = database.read(tx -> consents.page(tx, customer.brand(), filter, from, treeSize, AT_ONCE));
            for (var logged : page.records()) {
                listener.record(logged, database.read(tx -> ledger.inclusion(tx, log, logged.record().index(), treeSize)));
            }
            records += page.records().size();
            next = page.next();
        }
        return records;
    }

    /** Where a page of a list begins that has the newest first. */
    private record Place(Instant before, UUID beforeId) {}

    private interface Page<T> {
        List<T> read(Tx tx, Place place);
    }

    private interface Taking<T> {
        void take(T item) throws IOException;
    }

    private <T> void eachNewest(Page<T> page, Function<T, Place> place, Taking<T> taking) throws IOException {
        var next = new Place(NEWEST, Ids.LAST);
        while (true) {
            var from = next;
            var items = database.read(tx -> page.read(tx, from));
            for (var item : items) {
                taking.take(item);
            }
            if (items.size() < AT_ONCE) {
                return;
            }
            next = place.apply(items.get(items.size() - 1));
        }
    }
}
