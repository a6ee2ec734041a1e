package dev.heed.examples;

import dev.heed.sdk.HeedClient;
import dev.heed.sdk.model.Change;
import dev.heed.sdk.model.ConsentRecord;
import dev.heed.sdk.verify.VerifiedCheckpoint;
import dev.heed.sdk.verify.VerifiedRecord;
import dev.heed.sdk.verify.Verifier;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the proof of every choice with nothing but the log's key, and that the log only grew.
 *
 * <p>Outside of an example, key and first checkpoint are kept where the server cannot change them.
 */
final class Proofs {
    private final HeedClient auditor;
    private final Verifier verifier;
    private final Map<Long, String> customers = new TreeMap<>();
    private VerifiedCheckpoint first;

    Proofs(HeedClient auditor) {
        this.auditor = auditor;
        this.verifier = Verifier.of(auditor.ledger().key().getVerifierKey());
    }

    /**
     * Proves every record of a customer's change.
     *
     * @param witness may see these records
     * @return what was proved, in one line
     */
    String prove(HeedClient witness, String customerId, Change change) {
        var records = change.getRecords();
        VerifiedCheckpoint proved = null;
        for (var record : records) {
            proved = check(witness, record, customerId).checkpoint();
            customers.put(record.getIndex(), customerId);
        }
        if (first == null) {
            first = verifier.checkpoint(auditor.ledger().checkpoint());
        }
        return (records.size() == 1 ? "record " : records.size() + " records, the last of them ") + records.get(records.size() - 1).getIndex()
            + ", in the log of " + proved.size() + " with root " + Base64.getEncoder().encodeToString(proved.root());
    }

    /** Proves every choice once more, in the log as it is by now, and that this extends the log as it was in the beginning. */
    void proveAllAgain() {
        System.out.printf("%nEvery choice, proved again%n");
        customers.forEach((index, customerId) -> {
            var record = auditor.consentLog().read(index);
            var setting = record.getSetting();
            check(auditor, record, customerId);
            System.out.printf("  record %-4d %s  %s%n", index, customerId, Stream.of(setting.getType(), setting.getId(), setting.getChannel(),
                record.getStatus()).filter(Objects::nonNull).map(Object::toString).collect(Collectors.joining(" ")));
        });
        var last = verifier.checkpoint(auditor.ledger().checkpoint());
        verifier.consistency(first, last, auditor.ledger().consistency(first.size(), last.size()).getHashes());
        System.out.printf("%nThe log only grew: its %d entries begin with the %d of the first checkpoint, unchanged.%n", last.size(), first.size());
    }

    /** The record stands in the log, is about this customer, and says what the server says it does. */
    private VerifiedRecord check(HeedClient witness, ConsentRecord record, String customerId) {
        var verified = verifier.inclusion(witness.consentLog().proof(record.getIndex()));
        var status = verified.open().path("status").textValue();
        if (!verified.disclosed().get("customerId").asText().equals(customerId) || verified.withheld() > 0
                || !(record.getStatus() == null ? status == null : record.getStatus().getValue().equals(status))) {
            throw new IllegalStateException("record " + record.getIndex() + " does not say what the server tells");
        }
        return verified;
    }
}
