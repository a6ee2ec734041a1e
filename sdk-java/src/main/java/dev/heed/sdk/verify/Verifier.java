package dev.heed.sdk.verify;

import dev.heed.sdk.model.Proof;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Checks what a log claims, offline, with nothing but the log's verifier key.
 *
 * <pre>{@code
 * Verifier verifier = Verifier.of(savedKey);
 * VerifiedRecord record = verifier.inclusion(client.consentLog().proof(41));
 * verifier.consistency(verifier.checkpoint(savedCheckpoint), record.checkpoint(), hashes);
 * }</pre>
 *
 * <p>Everything throws {@link VerificationException} with the kind of failure. A log that its operator rewrote and signed anew is found out
 * only against a checkpoint saved earlier: by {@link #consistency}, or {@link #export(InputStream, VerifiedCheckpoint)}. Formats: RFC 9162
 * section 2.1, RFC 9901, and C2SP signed-note, tlog-checkpoint and tlog-proof. Immutable.
 */
public final class Verifier {
    private final VerifierKey key;
    private final String origin;
    private final SignatureCheck signatures;
    private final LongConsumer progress;

    private Verifier(VerifierKey key, String origin, SignatureCheck signatures, LongConsumer progress) {
        this.key = key;
        this.origin = Objects.requireNonNull(origin, "origin");
        this.signatures = Objects.requireNonNull(signatures, "signatures");
        this.progress = Objects.requireNonNull(progress, "progress");
    }

    /** For the log that is named like its key, {@code name+hash+key}, which every log of Heed is. */
    public static Verifier of(String verifierKey) {
        VerifierKey key = VerifierKey.parse(verifierKey);
        return new Verifier(key, key.name, new RuntimeEd25519(), records -> {});
    }

    /** The same for a log whose name is not its key's. */
    public Verifier forOrigin(String origin) {
        return new Verifier(key, origin, signatures, progress);
    }

    /** The same with another check of signatures, for runtimes without Ed25519. */
    public Verifier checkingSignaturesWith(SignatureCheck check) {
        return new Verifier(key, origin, check, progress);
    }

    /** The same, telling the number of records so far after each record of an export, on the thread that reads it. */
    public Verifier reportingTo(LongConsumer recordsSoFar) {
        return new Verifier(key, origin, signatures, recordsSoFar);
    }

    /** Checks that the key has signed this checkpoint of this log. */
    public VerifiedCheckpoint checkpoint(String signedNote) {
        SignedNote note = SignedNote.parse(signedNote);
        note.mustBeSignedBy(key, signatures);
        VerifiedCheckpoint checkpoint = VerifiedCheckpoint.parse(note.text);
        if (!checkpoint.origin().equals(origin)) {
            throw new VerificationException(Failure.BAD_SIGNATURE, "the checkpoint is another log's");
        }
        return checkpoint;
    }

    /** Checks one record: checkpoint, place in the log, and every disclosure. The key inside the proof is not trusted. */
    public VerifiedRecord inclusion(Proof proof) {
        if (proof.getIndex() == null || proof.getTreeSize() == null || proof.getEntry() == null
                || proof.getCheckpoint() == null || proof.getDisclosures() == null) {
            throw new VerificationException(Failure.UNREADABLE, "the proof lacks a member");
        }
        InclusionProof inclusion = new InclusionProof(
                proof.getIndex(), InclusionProof.hashes(proof.getHashes()), proof.getCheckpoint());
        VerifiedRecord record = inclusion(inclusion, proof.getEntry(), proof.getDisclosures());
        if (record.checkpoint().size() != proof.getTreeSize()) {
            throw new VerificationException(Failure.ALTERED_RECORD, "proved in a tree of another size");
        }
        return record;
    }

    /** Checks an entry, and what is disclosed of it, against a proof in the form of c2sp.org/tlog-proof@v1. */
    public VerifiedRecord inclusion(String tlogProof, String entry, Collection<String> disclosures) {
        return inclusion(InclusionProof.parse(tlogProof), entry, disclosures);
    }

    /**
     * Checks a receipt that somebody kept: the proof that it carries, and that it says of the record what the log says. Labels, the
     * controller and how long a consent lasts are the catalog's words, which the log does not hold.
     *
     * @param receipt as it was served: JSON-LD
     */
    public VerifiedRecord receipt(String receipt) {
        Receipt claimed = new Receipt(receipt);
        VerifiedRecord record = inclusion(claimed.proof());
        claimed.mustSayWhat(record);
        return record;
    }

    /**
     * Checks that the log only grew from the older checkpoint to the newer.
     *
     * @param hashes the consistency proof, base64; empty when both are of the same size
     */
    public void consistency(VerifiedCheckpoint older, VerifiedCheckpoint newer, List<String> hashes) {
        if (!older.origin().equals(newer.origin())) {
            throw new VerificationException(Failure.INCONSISTENT, "two checkpoints of different logs");
        }
        List<byte[]> proof = InclusionProof.hashes(hashes);
        if (!Merkle.extendsTree(older.size(), older.root(), newer.size(), newer.root(), proof)) {
            throw new VerificationException(
                    Failure.INCONSISTENT, "size " + newer.size() + " does not extend size " + older.size());
        }
    }

    /**
     * Checks an unfiltered export in NDJSON: every record says what its entry and its disclosures say, nothing more and nothing less; all
     * are there, in order; and together they are the tree that the last line signs.
     *
     * <p>A record may withhold disclosures, and then says nothing of what they would tell; one that withholds all is erased. Reads to the
     * end in constant memory; does not close the stream. The exception names the first broken record, {@link VerificationException#index()}.
     *
     * @throws IOException when the stream cannot be read
     */
    public VerifiedExport export(InputStream ndjson) throws IOException {
        return signed(new ExportedLog(ndjson, 0, progress));
    }

    /**
     * The same, and that the log only grew since a checkpoint that was saved earlier. This is what finds a log that its operator rewrote and
     * signed anew.
     *
     * @throws VerificationException INCONSISTENT also when the earlier checkpoint is larger than the export, or another log's
     * @throws IOException when the stream cannot be read
     */
    public VerifiedExport export(InputStream ndjson, VerifiedCheckpoint older) throws IOException {
        ExportedLog log = new ExportedLog(ndjson, older.size(), progress);
        VerifiedExport export = signed(log);
        if (!older.origin().equals(origin) || !log.grewFrom(older)) {
            throw new VerificationException(
                    Failure.INCONSISTENT, "size " + export.records() + " does not extend size " + older.size());
        }
        return export;
    }

    /**
     * Checks an evidence package: every record against what was logged, the records against the signed root, the notices against the hashes that were logged,
     * that the log only grew since the checkpoint that the package brings along, and that no byte of the package was changed since it was sealed.
     *
     * <p>Reads the file once, in constant memory. A record that withholds what its entry stands for is in order; one that withholds all of it is erased. The
     * exception names the first broken record, {@link VerificationException#index()}, or file, {@link VerificationException#file()}.
     *
     * @throws IOException when the file cannot be read
     */
    public VerifiedEvidence evidence(File zip) throws IOException {
        try (EvidencePackage opened = new EvidencePackage(zip, this)) {
            return opened.verified();
        }
    }

    /**
     * The same, and that the log only grew since a checkpoint that was saved earlier. This is what finds a log that its operator rewrote and signed anew.
     *
     * @throws VerificationException INCONSISTENT also when the earlier checkpoint is larger than the package's, or another log's
     * @throws IllegalArgumentException when all is well, but the package does not hold what tells: have one made with that checkpoint as {@code earlier}
     * @throws IOException when the file cannot be read
     */
    public VerifiedEvidence evidence(File zip, VerifiedCheckpoint older) throws IOException {
        try (EvidencePackage opened = new EvidencePackage(zip, this)) {
            VerifiedEvidence evidence = opened.verified();
            opened.mustExtend(older);
            return evidence;
        }
    }

    /**
     * The key that a package says is its log's. It says nothing but that: compare it with one that you have from elsewhere.
     *
     * @throws VerificationException UNREADABLE when it is no package
     * @throws IOException when the file cannot be read
     */
    public static String keyIn(File zip) throws IOException {
        return EvidencePackage.key(zip);
    }

    /** Checks that the key has signed this text, which is no checkpoint; returns it. */
    String sealed(String signedNote) {
        SignedNote note = SignedNote.parse(signedNote);
        note.mustBeSignedBy(key, signatures);
        return note.text;
    }

    /** The key as it is written in files. */
    String keyText() {
        return key.text;
    }

    void tellProgress(long records) {
        progress.accept(records);
    }

    private VerifiedExport signed(ExportedLog log) throws IOException {
        VerifiedCheckpoint checkpoint = checkpoint(log.readToCheckpoint());
        if (!log.isSignedBy(checkpoint)) {
            throw new VerificationException(
                    Failure.ALTERED_LOG, "these are not the " + checkpoint.size() + " records that were signed");
        }
        return log.verified(checkpoint);
    }

    private VerifiedRecord inclusion(InclusionProof proof, String text, Collection<String> disclosures) {
        VerifiedCheckpoint checkpoint = checkpoint(proof.checkpoint);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (!Merkle.includes(Merkle.leafHash(bytes), proof.index, checkpoint.size(), proof.hashes, checkpoint.root())) {
            throw new VerificationException(Failure.ALTERED_RECORD, "record " + proof.index + " is not in the log so");
        }
        Entry entry = new Entry(bytes);
        if (!entry.saysIndex(proof.index)) {
            throw new VerificationException(Failure.ALTERED_RECORD, "record " + proof.index + " says another index");
        }
        return new VerifiedRecord(proof.index, checkpoint, entry, entry.disclosed(disclosures));
    }
}
