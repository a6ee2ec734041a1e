package dev.heed.sdk;

import dev.heed.sdk.internal.api.ConsentLogApi;
import dev.heed.sdk.model.ConsentLogPage;
import dev.heed.sdk.model.ConsentRecord;
import dev.heed.sdk.model.Proof;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * Reads, exports and proves the records of consent. For roles {@code admin} and {@code compliance}; a customer token reads and proves its
 * customer's records.
 */
public final class ConsentLog {
    private static final String PATH = "v1/consent-log";

    private static final long FROM_THE_BEGINNING = -1;

    private final Wire wire;
    private final ConsentLogApi api;

    ConsentLog(Wire wire) {
        this.wire = wire;
        this.api = wire.api(ConsentLogApi.class);
    }

    /** The records that fit, oldest first; all pages show the log as it was when the first was fetched. */
    public Paged<ConsentRecord> list(LogFilter filter) {
        return new Paged<>(
                (limit, cursor) -> {
                    ConsentLogPage page = wire.answer(api.consentLogList(
                            filter.from, filter.to, filter.customerId, filter.kind, filter.setting, filter.status,
                            filter.source, filter.treeSize, null, limit, cursor));
                    return new Paged.Page<>(page.getItems(), page.getNext());
                },
                null);
    }

    /** One record, by its place in the log. */
    public ConsentRecord read(long index) {
        return wire.answer(api.consentLogRead(index));
    }

    /** Everything needed to check one record offline; see {@link dev.heed.sdk.verify.Verifier}. */
    public Proof proof(long index) {
        return wire.answer(api.consentLogProof(index));
    }

    /**
     * The receipt of a consent that was given, refused or withdrawn, for whoever wants to keep it: JSON-LD in the words of the W3C's Data
     * Privacy Vocabulary 2. Write it down as it is; {@link dev.heed.sdk.verify.Verifier#receipt} checks it offline.
     */
    public String receipt(long index) {
        return wire.text(wire.url(PATH + "/" + index + "/receipt").build(), "application/ld+json");
    }

    /** The bare proof of one record, as c2sp.org/tlog-proof@v1. */
    public String proofText(long index) {
        return wire.text(wire.url(PATH + "/" + index + "/proof").build(), "text/plain");
    }

    /** All records that fit, as a stream that is never held in memory and goes on by itself where the connection breaks. Close it. */
    public Export export(LogFilter filter, ExportFormat format) {
        return export(filter, format, FROM_THE_BEGINNING);
    }

    /**
     * The rest of an export that was saved half: what follows a record's line in the stream without it. Cut off the half line after that record, and ask
     * with the filter of before and {@link LogFilter#treeSize(long)}.
     *
     * @param after the index of the last whole record
     */
    public Export exportAfter(LogFilter filter, ExportFormat format, long after) {
        if (after < 0) {
            throw new IllegalArgumentException("an index is 0 or more");
        }
        return export(filter, format, after);
    }

    private Export export(LogFilter filter, ExportFormat format, long after) {
        Response first = wire.stream(url(filter, after), format.mediaType);
        return Export.of(
                first,
                (treeSize, last) -> wire.stream(url(filter.treeSize(treeSize), last), format.mediaType),
                wire.retries(),
                new RecordMarks(format, after));
    }

    private HttpUrl url(LogFilter filter, long after) {
        HttpUrl.Builder url = filter.on(wire.url(PATH));
        return (after < 0 ? url : url.addQueryParameter("after", Long.toString(after))).build();
    }
}
