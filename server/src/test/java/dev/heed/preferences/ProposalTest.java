package dev.heed.preferences;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.Given;
import dev.heed.brand.Brand;
import dev.heed.brand.Brands;
import dev.heed.consent.Circumstances;
import dev.heed.consent.Consents;
import dev.heed.customer.CustomerId;
import dev.heed.customer.Customers;
import dev.heed.ledger.KeyFolder;
import dev.heed.ledger.Ledger;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Ids;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import dev.heed.webhook.Outbox;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a change was thought of before its turn counts only if nothing is otherwise by then. */
class ProposalTest {
    private static final String BY_THE_CUSTOMER = "{}";
    private static final String BY_AN_AGENT = "{\"actor\":\"agent\"}";

    @TempDir
    private Path folder;
    private Database database;
    private Customers customers;
    private Brands brands;
    private Consents consents;
    private PreferenceCenter center;
    private CustomerId customer;

    @BeforeEach
    void aCustomerWhoIsRemembered() {
        var ids = new Ids();
        database = Database.open("jdbc:sqlite:" + folder.resolve("heed.db"), 10);
        customers = new Customers(ids.secret(32));
        brands = new Brands(Clock.systemUTC());
        var ledger = new Ledger(new KeyFolder(folder.resolve("keys"), "heed.local"), ids);
        consents = new Consents(ledger, customers, ids);
        center = new PreferenceCenter(database, brands, customers, ledger, consents, new Outbox(), Clock.systemUTC(), 1 << 20);
        customer = new CustomerId(database.<Brand>write(tx -> {
            var brand = brands.create(tx, "shop", Given.catalog());
            ledger.create(tx, Consents.log(brand));
            return brand;
        }), "c-1");
        assertThat(database.write(thoughtOf("{\"tone\":\"expert\"}", BY_THE_CUSTOMER)).version()).isEqualTo(1);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Function<Tx, Preferences> thoughtOf(String patch, String circumstances) {
        return center.changing(customer, new Change(json(patch), Circumstances.of(json(circumstances)), any -> true));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private Void erase(Tx tx) {
        long number = customers.number(tx, customer).orElseThrow();
        var erasure = consents.erase(tx, customer.brand(), number, brands.catalog(tx, customer.brand()), Circumstances.of(json(BY_THE_CUSTOMER)), Instant.now());
        center.erase(tx, customer, number, Instant.now());
        customers.erase(tx, customer, number, erasure.index());
        return null;
    }

    @Test
    void whatANewerCatalogNoLongerOffersIsRefused() {
        var change = thoughtOf("{\"purposes\":{\"usage_analytics\":{\"allowed\":false}}}", BY_THE_CUSTOMER);
        var without = Given.catalog();
        without.withArray("purposes").removeIf(purpose -> purpose.get("id").textValue().equals("usage_analytics"));
        database.write(tx -> brands.publish(tx, customer.brand(), without, any -> true));

        assertThatThrownBy(() -> database.write(change)).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.CATALOG_VIOLATION));
        assertThat(center.read(customer).etag()).isEqualTo("\"1.2\"");
    }

    @Test
    void whoeverWasErasedMeanwhileIsNotChangedByOthers() {
        var change = thoughtOf("{\"tone\":\"plain\"}", BY_AN_AGENT);

        assertThatThrownBy(() -> database.<Preferences>write(tx -> {
            erase(tx);
            return change.apply(tx);
        })).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Kind.CONFLICT));
        assertThat(center.current(customer).version()).as("nothing of that write is left").isEqualTo(1);
    }

    @Test
    void whoeverWasErasedMeanwhileBeginsAnewWithNothingOfBefore() {
        var change = thoughtOf("{\"overflow\":\"hold\"}", BY_THE_CUSTOMER);
        var after = database.<Preferences>write(tx -> {
            erase(tx);
            return change.apply(tx);
        });

        assertThat(after.version()).isEqualTo(3);
        assertThat(after.chosen().toJson()).isEqualTo(json("{\"overflow\":\"hold\"}"));
        assertThat(database.<Boolean>read(tx -> center.disagreement(tx, customer.brand(), 0).isEmpty())).isTrue();
        assertThat(center.current(customer).chosen()).isEqualTo(after.chosen());
    }
}
