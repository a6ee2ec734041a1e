package dev.heed.examples.android;

import dev.heed.sdk.Draft;
import dev.heed.sdk.HeedException;
import dev.heed.sdk.model.Choices;
import dev.heed.sdk.model.Preview;
import dev.heed.sdk.model.Surface;
import dev.heed.sdk.model.TopicChoice;
import dev.heed.sdk.offline.OfflineQueue;
import dev.heed.sdk.offline.Sent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The presenter of a screen with a switch for each topic, one to stop everything, and undo. Knows nothing of views, so that it runs in any test. */
public final class PreferencesScreen {
    /** What a fragment or a composable shows. All calls come on the main thread. */
    public interface View {
        /** @param on by topic, as the customer wants it; absent where nothing was chosen */
        void show(Map<String, Boolean> on, boolean stopped, int waiting);

        /** One sentence for the customer. */
        void say(String sentence);
    }

    private final Session session;
    private final OfflineQueue queue;
    private final String customerId;
    private final Executor main;
    private final View view;

    /** @param main {@code context.getMainExecutor()}, or a {@code Handler}'s {@code post} below API 28 */
    public PreferencesScreen(Session session, String customerId, Executor main, View view) {
        this.session = session;
        this.queue = session.queue();
        this.customerId = customerId;
        this.main = main;
        this.view = view;
    }

    /** The screen opens: shows what is known at once, and what the server says when it has said it. */
    public CompletableFuture<Void> open() {
        show();
        return session.client().async(c -> {
            queue.send();
            return queue.refresh();
        }).handleAsync((read, failure) -> {
            show();
            return told(failure, "You are offline. What you choose is kept and counts already.");
        }, main);
    }

    /** A switch was moved. */
    public CompletableFuture<Void> topic(String id, boolean on) {
        return change(p -> {
            if (on) {
                p.topic(id).allow();
            } else {
                p.topic(id).refuse();
            }
        });
    }

    /** One activation, one write, no "are you sure". */
    public CompletableFuture<Void> stopEverything() {
        return change(Draft::stopEverything);
    }

    /** The undo of it. */
    public CompletableFuture<Void> resume() {
        return change(Draft::resume);
    }

    /** What stopping everything would mean, in words. */
    public CompletableFuture<Void> explainStop() {
        return session.client().async(c -> c.customers().get(customerId).preferences().preview(Draft::stopEverything))
                .thenApply(Preview::getSummary)
                .handleAsync((summary, failure) -> told(failure == null ? null : failure, "No connection: try again later.", summary), main);
    }

    private CompletableFuture<Void> change(Consumer<Draft> change) {
        // Kept on the device, and binding there, before the switch has come to rest.
        queue.change(p -> change.accept(p.from(Surface.APP)));
        show();
        return session.client().async(c -> queue.send()).handleAsync((sent, failure) -> {
            show();
            return failure == null ? said(sent) : told(failure, "This could not be kept.");
        }, main);
    }

    private Void said(Sent sent) {
        if (!sent.refused().isEmpty()) {
            view.say("No longer offered: " + topics(sent.refused().stream().flatMap(refused -> refused.settings().stream()).collect(Collectors.toList())));
        } else if (!sent.overruled().isEmpty()) {
            view.say("You chose otherwise on another device: " + topics(sent.overruled()));
        } else if (sent.waiting() > 0) {
            view.say("Kept, and it counts here. It is sent when there is a connection.");
        } else {
            view.say("Saved.");
        }
        return null;
    }

    private static String topics(List<String> pointers) {
        return pointers.stream().map(pointer -> pointer.replaceAll("^/topics/([^/]+).*", "$1")).collect(Collectors.joining(", "));
    }

    private Void told(Throwable failure, String offline) {
        return told(failure, offline, null);
    }

    private Void told(Throwable failure, String offline, String otherwise) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof HeedException) {
            view.say(offline);
        } else if (cause != null) {
            throw new CompletionException(cause);
        } else if (otherwise != null) {
            view.say(otherwise);
        }
        return null;
    }

    private void show() {
        Choices chosen = queue.chosen();
        Map<String, TopicChoice> topics = chosen.getTopics() == null ? Map.of() : chosen.getTopics();
        view.show(topics.entrySet().stream().filter(topic -> topic.getValue().getAllowed() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, topic -> topic.getValue().getAllowed())), Boolean.TRUE.equals(chosen.getStopped()), queue.waiting());
    }
}
