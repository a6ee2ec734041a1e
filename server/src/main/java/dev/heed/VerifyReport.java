package dev.heed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.sdk.verify.VerificationException;
import dev.heed.sdk.verify.VerifiedCheckpoint;
import dev.heed.sdk.verify.VerifiedEvidence;
import dev.heed.sdk.verify.VerifiedExport;
import dev.heed.sdk.verify.VerifiedRecord;
import dev.heed.store.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** What came of a verification: in sentences for people, and as one JSON object for scripts. */
record VerifyReport(List<String> sentences, ObjectNode json) {
    private static final String REWRITTEN = "A log that was rewritten and signed anew would pass, too: only --against an earlier checkpoint finds it.";
    private static final String GREW = "The log only grew since the earlier checkpoint.";

    static VerifyReport of(VerifiedEvidence evidence, boolean against) {
        var json = valid("package", evidence.checkpoint()).put("records", evidence.records()).put("erased", evidence.erased()).put("redacted", evidence.redacted())
            .put("profile", evidence.profile()).put("whole", evidence.isWhole());
        json.set("filter", evidence.filter());
        var sentences = new ArrayList<String>();
        sentences.add(format("valid: a package of %d records of %s for %s, %d of them erased, %d redacted, in a log of %d, root %s", evidence.records(), evidence.checkpoint().origin(), evidence.profile(),
            evidence.erased(), evidence.redacted(), evidence.checkpoint().size(), root(evidence.checkpoint())));
        sentences.add(evidence.isWhole() ? "It holds the whole log." : "It holds what was asked for, " + evidence.filter() + "; whether that is all of it, a filtered package cannot prove.");
        evidence.earlier().ifPresent(earlier -> {
            json.put("earlierTreeSize", earlier.size());
            sentences.add("It brings along a checkpoint of " + earlier.size() + " records, and the log only grew since; that it is old, only a copy of your own can tell.");
        });
        sentences.add(against ? GREW : REWRITTEN);
        return new VerifyReport(sentences, json.put("against", against));
    }

    static VerifyReport of(VerifiedExport export, boolean against) {
        var json = valid("export", export.checkpoint()).put("records", export.records()).put("erased", export.erased()).put("redacted", export.redacted()).put("against", against);
        return new VerifyReport(List.of(format("valid: %d records of %s, %d of them erased, %d redacted, root %s", export.records(), export.checkpoint().origin(),
            export.erased(), export.redacted(), root(export.checkpoint())), against ? GREW : REWRITTEN), json);
    }

    static VerifyReport of(VerifiedRecord record) {
        var said = record.open();
        return new VerifyReport(List.of(format("valid: the receipt of record %d of %s, %s %s at %s, in a log of %d records", record.index(), record.checkpoint().origin(), said.at("/setting/id").asText(),
            said.path("status").asText(), said.path("occurredAt").asText(), record.checkpoint().size())), valid("receipt", record.checkpoint()).put("record", record.index()));
    }

    static VerifyReport of(VerificationException failure) {
        var json = Json.object().put("valid", false).put("failure", failure.failure().name().toLowerCase(Locale.ROOT)).put("message", failure.getMessage());
        failure.index().ifPresent(index -> json.put("record", index));
        failure.file().ifPresent(file -> json.put("file", file));
        return new VerifyReport(List.of("not valid: " + failure.getMessage()), json);
    }

    /** The same, saying that the key was not one of the verifier's own. */
    VerifyReport withUntrustedKey(String key) {
        var more = new ArrayList<>(sentences);
        more.add("The key is only what was just read together with the records: compare it with one that you have from elsewhere, or give that with --key.");
        more.add("  " + key);
        return new VerifyReport(more, json.put("keyTrusted", false).put("verifierKey", key));
    }

    void print(boolean asJson) {
        if (asJson) {
            System.out.println(json);
        } else {
            sentences.forEach(System.out::println);
        }
    }

    private static ObjectNode valid(String kind, VerifiedCheckpoint checkpoint) {
        return Json.object().put("valid", true).put("kind", kind).put("origin", checkpoint.origin()).put("treeSize", checkpoint.size()).put("root", root(checkpoint)).put("keyTrusted", true);
    }

    private static String root(VerifiedCheckpoint checkpoint) {
        return Base64.getEncoder().encodeToString(checkpoint.root());
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
