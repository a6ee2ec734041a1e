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

    /** Whether it changes anything, or could. */
    boolean writes() {
        return method != HandlerType.GET;
    }
}
