package dev.heed.http;

import dev.heed.access.Permission;
import io.javalin.http.HandlerType;

/**
 * One line of the API: where it is, what it needs, and who answers it.
 *
 * @param operation its id in the contract
 */
record Route(HandlerType method, String path, String operation, Permission permission, Handler handler) {
    /** Answers a call that has passed the gate. */
    interface Handler {
        Reply answer(Call call);
    }

    /** Whether its caller's writes are counted, rather than the reads. A question is a read, even where it holds a place: the customer's caps bound those. */
    boolean writes() {
        return method != HandlerType.GET && permission != Permission.DECISIONS_MAKE && permission != Permission.AUDIENCES_COUNT;
    }
}
