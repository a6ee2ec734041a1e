package dev.heed.http;

import dev.heed.consent.Circumstances;
import dev.heed.rights.Erasure;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Times;

/** What customers have a right to, over HTTP. */
final class RightsApi {
    private final Database database;
    private final Erasure erasure;

    RightsApi(Database database, Erasure erasure) {
        this.database = database;
        this.erasure = erasure;
    }

    Reply erase(Call call) {
        var circumstances = Circumstances.of(Json.object().put("actor", "agent"));
        var erased = database.write(tx -> erasure.erase(tx, call.customer(), circumstances));
        return Reply.json(200, Json.object().put("index", erased.index()).put("at", Times.text(erased.at())).put("records", erased.records())
            .put("contacts", erased.contacts()).put("feedback", erased.feedback()).put("overwritten", erasure.overwrite()));
    }
}
