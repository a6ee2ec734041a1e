package dev.heed.sdk;

import dev.heed.sdk.internal.api.EvidenceApi;
import dev.heed.sdk.model.ComplianceSummary;
import dev.heed.sdk.model.EvidenceProfile;
import dev.heed.sdk.model.EvidenceRequest;
import java.time.LocalDate;
import java.util.Objects;

/** Takes evidence packages, and tells what happened in figures. For roles {@code admin} and {@code compliance}; {@link dev.heed.sdk.verify.Verifier#evidence} checks them without the server. */
public final class Evidence {
    private final Wire wire;
    private final EvidenceApi api;

    Evidence(Wire wire) {
        this.wire = wire;
        this.api = wire.api(EvidenceApi.class);
    }

    /** What happened in the last 30 days, in figures; it names no customer. */
    public ComplianceSummary summary() {
        return wire.answer(api.evidenceSummary(null, null));
    }

    /** What happened in some UTC days, both included, at most 400. */
    public ComplianceSummary summary(LocalDate from, LocalDate to) {
        return wire.answer(api.evidenceSummary(Objects.requireNonNull(from, "from"), Objects.requireNonNull(to, "to")));
    }

    /** Those records that fit, proved, with what the profile shows of them. Close it. */
    public EvidencePackage make(EvidenceProfile profile, LogFilter filter) {
        return make(request(profile, filter));
    }

    /**
     * The same, with the proof that the log only grew since a checkpoint.
     *
     * @param earlier a checkpoint that was saved, as {@link Ledger#checkpoint} gave it
     */
    public EvidencePackage make(EvidenceProfile profile, LogFilter filter, String earlier) {
        return make(request(profile, filter).earlier(Objects.requireNonNull(earlier, "earlier")));
    }

    private EvidencePackage make(EvidenceRequest request) {
        return new EvidencePackage(wire.slowStream(wire.url("v1/evidence").build(), "application/zip", request));
    }

    private static EvidenceRequest request(EvidenceProfile profile, LogFilter filter) {
        return new EvidenceRequest()
                .profile(Known.value(profile))
                .from(filter.from)
                .to(filter.to)
                .customerId(filter.customerId)
                .kind(filter.kind)
                .setting(filter.setting)
                .status(filter.status)
                .source(filter.source)
                .treeSize(filter.treeSize);
    }
}
