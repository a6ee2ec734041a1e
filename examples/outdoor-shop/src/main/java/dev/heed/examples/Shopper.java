package dev.heed.examples;

import dev.heed.sdk.Customer;
import dev.heed.sdk.CustomerPreferences;
import dev.heed.sdk.Draft;
import dev.heed.sdk.HeedClient;
import dev.heed.sdk.model.Change;
import dev.heed.sdk.model.ConsentStatus;
import dev.heed.sdk.model.Effective;
import dev.heed.sdk.model.SettingType;
import java.util.function.Consumer;

/** A customer in the story: chooses, sees what holds then, and has it proved. */
final class Shopper {
    private final String name;
    private final String id;
    private final Customer customer;
    private final HeedClient witness;
    private final Proofs proofs;

    /**
     * A customer nobody has seen before.
     *
     * @param client with the shop's key, or with the customer's own token
     * @param witness with a key that may see proofs, or with that token: customers see their own
     */
    Shopper(String name, String id, HeedClient client, HeedClient witness, Proofs proofs) {
        this.name = name;
        this.id = id;
        this.customer = client.customers().get(id);
        this.witness = witness;
        this.proofs = proofs;
        System.out.printf("%n%s (%s)%n", name, id);
    }

    CustomerPreferences preferences() {
        return customer.preferences();
    }

    /** Makes a choice and returns the version that it made. */
    long chooses(String what, Consumer<Draft> choice) {
        does(what);
        return preferences().change(choice).value().getVersion();
    }

    void does(String what) {
        System.out.println("  " + name + " " + what);
    }

    /** Tells what holds now; the story ends badly when it does not. */
    void holds(String what, boolean indeed) {
        if (!indeed) {
            throw new IllegalStateException("this does not hold for " + id + ": " + what);
        }
        System.out.println("    -> " + what);
    }

    /** Has every record of the newest change proved. */
    void proves() {
        System.out.println("    proof: " + proofs.prove(witness, id, newestChange()));
    }

    Effective effective() {
        return preferences().read().value().getEffective();
    }

    /** Whether a topic may come on a channel, all things considered. */
    boolean hears(String topic, String channel) {
        return effective().getTopics().get(topic).getChannels().get(channel).getValue();
    }

    ConsentStatus status(SettingType type, String id) {
        return customer.consents().stream()
            .filter(consent -> consent.getSetting().getType() == type && consent.getSetting().getId().equals(id))
            .findFirst().orElseThrow().getStatus();
    }

    private Change newestChange() {
        return customer.history().inPagesOf(1).iterator().next().getChange();
    }

    /** How often the customer has changed anything. */
    long changes() {
        return customer.history().stream().count();
    }
}
