package dev.heed.http;

import dev.heed.access.Permission;
import io.javalin.http.HandlerType;
import java.util.EnumSet;
import java.util.Set;

/**
 * One line of the API: where it is, what it needs, and who answers it.
 *
 * @param operation its id in the contract
 */
record Route(HandlerType method, String path, String operation, Permission permission, Handler handler) {
    /** Answers a call that has passed the gate. */
    interface Handler {
        Reply answer(Call call);

        /** Whether answering this call may wait for anything. To hand something to the writer is no waiting. */
        default boolean waits(Call call) {
            return true;
        }
    }

    /** Posted, and yet only a question. */
    private static final Set<Permission> ASKS = EnumSet.of(Permission.DECISIONS_MAKE, Permission.AUDIENCES_COUNT, Permission.EVIDENCE_MAKE);

    /** Whether its caller's writes are counted, rather than the reads. A question is a read, even where it holds a place: the customer's caps bound those. */
    boolean writes() {
        return method != HandlerType.GET && !ASKS.contains(permission);
    }
}
