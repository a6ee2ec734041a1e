package dev.heed.consentlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Requests.Asking;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.ConsentRecord;
import dev.heed.sdk.model.Per;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many records a customer has, they are found by customer: all, each once, in order. */
class FiledTest {
    private static final List<String> CUSTOMERS = List.of("f-few", "f-some", "f-many");

    private Given given;

    @BeforeEach
    void start() {
        given = Given.server();
        var random = new Random(7);
        for (int i = 0; i < 150; i++) {
            change(CUSTOMERS.get(Math.min(2, random.nextInt(12))), 1 + i);
        }
    }

    @AfterEach
    void stop() {
        given.close();
    }

    private void change(String customer, int max) {
        given.client(Role.APP).customers().get(customer).preferences()
            .change(choice -> choice.atMost(max, Per.MONTH).tone(max % 5 == 0 ? "expert" : max % 5 == 1 ? "playful" : "plain"));
    }

    private List<ConsentRecord> log() {
        return given.client(Role.ADMIN).consentLog().list(LogFilter.all()).stream().toList();
    }

    private List<ConsentRecord> logOf(String customer) {
        return log().stream().filter(record -> customer.equals(record.getCustomerId())).toList();
    }

    private void everyRecordIsFound() {
        for (var customer : CUSTOMERS) {
            var records = logOf(customer);
            assertThat(given.client(Role.ADMIN).consentLog().list(LogFilter.all().customer(customer)).stream()).as(customer).containsExactlyElementsOf(records);
            assertThat(inPagesOfSeven("/v1/consent-log?limit=7&customerId=" + customer)).as(customer).isEqualTo(records.stream().map(ConsentRecord::getIndex).toList());
            var newestFirst = new ArrayList<>(records.stream().map(ConsentRecord::getPreferencesVersion).distinct().toList());
            Collections.reverse(newestFirst);
            var history = given.client(Role.ADMIN).customers().get(customer).history().inPagesOf(7).stream().map(item -> item.getChange().getPreferencesVersion()).toList();
            assertThat(history).as(customer).isEqualTo(newestFirst);
        }
    }

    private List<Long> inPagesOfSeven(String path) {
        var indexes = new ArrayList<Long>();
        for (var next = path; next != null;) {
            var page = new Asking(given.http(), given.url(), "GET", next).as(given.key(Role.ADMIN)).send().json();
            page.get("items").forEach(item -> indexes.add(item.get("index").longValue()));
            next = page.hasNonNull("next") ? path + "&cursor=" + page.get("next").textValue() : null;
        }
        return indexes;
    }

    @Test
    void everyRecordIsFoundBeforeAndAfterARestart() {
        assertThat(logOf("f-many")).hasSizeGreaterThan(100);
        everyRecordIsFound();
        given.restart();
        everyRecordIsFound();
        CUSTOMERS.forEach(customer -> change(customer, 500));
        everyRecordIsFound();
    }

    @Test
    void recordsAreFiledOnceTheyAreManyWithTheRowOfTheirCustomer() {
        given.app().preferences().writeBehind();
        for (var customer : CUSTOMERS) {
            long filed = given.app().database().read(tx -> tx.handle()
                .createQuery("select count(*) from record_by_customer where customer_no = (select no from customer where id = ?)").bind(0, customer).mapTo(Long.class).one());
            long records = logOf(customer).size();
            assertThat(records - filed).as("records of %s that wait in the row", customer).isBetween(0L, Math.min(records, 15));
        }
    }

    @Test
    void everyRecordIsErasedFiledOrNot() {
        var erased = given.client(Role.ADMIN).customers().get("f-many").erase();
        assertThat(erased.getRecords()).isEqualTo((int) log().stream().filter(record -> record.getCustomerId() == null).count() - 1).isGreaterThan(100);
        assertThat(logOf("f-many")).isEmpty();
        assertThat(logOf("f-some")).isNotEmpty();
        given.restart();
        assertThat(given.app().check(Integer.MAX_VALUE)).isEmpty();
        var left = given.app().database().read(tx -> tx.handle().createQuery("select count(*) from record_by_customer where place not in (select place from disclosure)").mapTo(Long.class).one());
        assertThat(left).isZero();
    }

    @Test
    void aDatabaseFromBeforeIsFiledWhenItIsOpened() {
        var before = log();
        given.app().preferences().writeBehind();
        given.app().database().write(tx -> {
            for (var sql : List.of("alter table ledger drop column settled", "drop table record_by_customer", "alter table preferences drop column unfiled", "create index disclosure_by_customer on disclosure (customer_no)", "pragma user_version = 8")) {
                tx.handle().execute(sql);
            }
            return null;
        });
        given.restart();
        assertThat(log()).isEqualTo(before);
        everyRecordIsFound();
        CUSTOMERS.forEach(customer -> change(customer, 500));
        everyRecordIsFound();
    }
}
