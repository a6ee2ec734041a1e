package dev.heed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.consent.Filter;
import dev.heed.evidence.Evidence;
import dev.heed.evidence.Profile;
import dev.heed.export.Export.Content;
import dev.heed.export.Exports;
import dev.heed.store.Times;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Evidence packages over HTTP. */
final class EvidenceApi {
    private final Evidence evidence;
    private final Exports exports;

    EvidenceApi(Evidence evidence, Exports exports) {
        this.evidence = evidence;
        this.exports = exports;
    }

    Reply make(Call call) {
        var json = call.object();
        var filter = new Filter(moment(json, "from"), moment(json, "to"), text(json, "customerId"), text(json, "kind"), text(json, "setting"), text(json, "status"), text(json, "source"));
        var profile = Profile.of(json.get("profile").textValue());
        var treeSize = json.has("treeSize") ? OptionalLong.of(json.get("treeSize").longValue()) : OptionalLong.empty();
        var prepared = evidence.prepare(new Evidence.Ask(call.brand(), filter, profile, treeSize, text(json, "earlier")));
        var asked = filter.toJson().put("profile", profile.id());
        var taking = new Exports.Taking(call.brand(), Content.EVIDENCE, "zip", call.caller().id(), prepared.treeSize(), asked, filter.customerId());
        return Reply.stream("application/zip", out -> exports.handOver(taking, out, prepared::writeTo))
            .with("Heed-Tree-Size", Long.toString(prepared.treeSize())).with("Content-Disposition", "attachment; filename=\"evidence-" + call.brand().id() + "-" + prepared.treeSize() + ".zip\"");
    }

    private static Optional<String> text(ObjectNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }

    private static Optional<Instant> moment(ObjectNode json, String name) {
        return text(json, name).map(text -> Times.parse(text, "/" + name));
    }
}
