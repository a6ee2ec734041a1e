package dev.heed.rights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests.Asking;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A customer gets everything that is held on them, for machines and in plain words. */
class AccessExportTest {
    private static final String JSON = "application/json";
    private Given given;

    @BeforeEach
    void start() {
        given = Given.server();
    }

    @AfterEach
    void stop() {
        given.close();
    }

    private Asking asking(String method, String path) {
        return new Asking(given.http(), given.url(), method, path).as(given.key(Role.ADMIN));
    }

    private Answer export(String customer, String accept) {
        return asking("GET", "/v1/customers/" + customer + "/export").with("Accept", accept).send();
    }

    /** A customer of whom there is something of everything. */
    private void live(String customer, String language) {
        given.client(Role.APP).customers().get(customer).preferences()
            .change(choice -> choice.language(language).topic("offers").allow().and().channel("voice").refuse().and().atMost(1, dev.heed.sdk.model.Per.WEEK));
        asking("POST", "/v1/contacts").body(JSON, "{\"customerId\":\"" + customer + "\",\"channel\":\"email\",\"topic\":\"offers\"}").send();
        asking("POST", "/v1/decisions").body(JSON, "{\"customerId\":\"" + customer + "\",\"channel\":\"email\",\"topic\":\"offers\",\"reserve\":true}").send();
        asking("POST", "/v1/customers/" + customer + "/feedback").body(JSON, "{\"verdict\":\"wrong_tone\",\"comment\":\"<script>alert('x')</script> & \\\"so\\\"\"}").send();
        asking("POST", "/v1/customers/" + customer + "/rights-requests").body(JSON, "{\"right\":\"objection\",\"note\":\"No <b>profiles</b>.\"}").send();
        asking("GET", "/v1/consent-log?customerId=" + customer).with("Accept", "text/csv").send();
    }

    @Test
    void theCopyForMachinesHoldsEverythingAndProvesEachRecord() {
        live("c-other", "en");
        live("c-1", "en");
        var copy = export("c-1", JSON).json();
        assertThat(copy.at("/controller/name").textValue()).isEqualTo("Fernweg Outdoor GmbH");
        assertThat(copy.at("/preferences/chosen/frequency/max").intValue()).isEqualTo(1);
        assertThat(copy.at("/preferences/effective/topics/offers/allowed/value").booleanValue()).isTrue();
        assertThat(copy.get("records")).hasSize(4).allSatisfy(proven -> {
            assertThat(proven.at("/record/customerId").textValue()).isEqualTo("c-1");
            assertThat(proven.at("/record/entry").textValue()).contains("\"index\":" + proven.at("/record/index"));
            assertThat(proven.get("hashes")).isNotEmpty();
        });
        assertThat(copy.get("contacts")).hasSize(2);
        assertThat(copy.at("/contacts/0/state").textValue()).isEqualTo("withheld");
        assertThat(copy.get("feedback")).hasSize(1);
        assertThat(copy.at("/requests/0/note").textValue()).isEqualTo("No <b>profiles</b>.");
        assertThat(copy.get("exports")).hasSize(2);
        assertThat(copy.at("/exports/0/content").textValue()).isEqualTo("consent_log");
        assertThat(copy.get("plain").toString()).contains("You want to hear about “Offers”.", "You want at most one message a week, all channels together.",
            "We may not use your data for “Passing data to partners”.", "“Offers” may come by E-mail, Text message");
        assertThat(copy.toString()).doesNotContain("c-other");
    }

    @Test
    void eachProofHoldsAgainstTheCheckpointInTheSameFile() {
        live("c-other", "en");
        live("c-1", "en");
        var copy = export("c-1", JSON).json();
        var verifier = dev.heed.sdk.verify.Verifier.of(copy.get("verifierKey").textValue());
        var sdk = given.client(Role.ADMIN).consentLog();
        for (var proven : copy.get("records")) {
            var served = sdk.proof(proven.at("/record/index").longValue());
            verifier.inclusion(served);
            assertThat(served.getHashes().toString().replace(" ", "")).isEqualTo(proven.get("hashes").toString().replace("\"", ""));
            assertThat(served.getCheckpoint()).isEqualTo(copy.get("checkpoint").textValue());
        }
    }

    @Test
    void thePageIsInPlainWordsAndRunsNothing() throws Exception {
        live("c-1", "en");
        var page = export("c-1", "text/html");
        assertThat(page.field("Content-Type")).isEqualToIgnoringWhitespace("text/html; charset=utf-8");
        assertThat(page.text()).contains("<html lang=\"en\" dir=\"ltr\">", "<title>What Fernweg Outdoor holds about you</title>", "You want nothing by “Phone call”.",
            "“Offers” by “E-mail” was sent.", "was not sent, because it would have been more than you want", "Your records of the consent log",
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;so&quot;", "No &lt;b&gt;profiles&lt;/b&gt;.");
        assertThat(page.text()).doesNotContain("<script", "<b>", " style=", "<img", "<link", "<iframe").doesNotContainPattern("<[^>]* on[a-z]+=");
        var style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(page.text());
        assertThat(style.find()).isTrue();
        var hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8)));
        assertThat(page.field("Content-Security-Policy")).startsWith("default-src 'none'; style-src 'sha256-" + hash + "'");
    }

    @Test
    void whoeverChoseGermanReadsGerman() {
        live("c-1", "de");
        var page = export("c-1", "text/html").text();
        assertThat(page).contains("<html lang=\"de\" dir=\"ltr\">", "Sie möchten von „Angebote“ hören.", "Wofür Ihre Daten verwendet werden dürfen", "„Angebote“ wurde über „E-Mail“ gesendet.", "Widerspruch");
        assertThat(export("c-1", JSON).json().get("plain").toString()).contains("Sie möchten höchstens eine Nachricht pro Woche, alle Kanäle zusammen.");
    }

    @Test
    void thereIsACopyOfNothingForOneNeverSeen() {
        var copy = export("c-never", JSON).json();
        assertThat(copy.at("/preferences/version").intValue()).isZero();
        assertThat(copy.get("records")).isEmpty();
        assertThat(export("c-never", "text/html").text()).contains("You have not chosen anything yet.", "No choice was recorded.", "Nobody took a file");
    }

    @Test
    void manyContactsAreAllThereOnceAndInOrder() {
        live("c-1", "en");
        var brand = given.app().brand(Given.SHOP).orElseThrow();
        given.app().database().write(tx -> {
            long customerNo = new dev.heed.customer.Customers(new byte[1]).number(tx, new dev.heed.customer.CustomerId(brand, "c-1")).orElseThrow();
            tx.handle().execute("with recursive n(i) as (select 1 union all select i + 1 from n where i < 1700) insert into contact (id, customer_no, channel, topic, state, at, counted, reasons, sender, times)"
                + " select randomblob(16), ?, 'email', 'offers', 'sent', 1000 + i / 3, 0, '', 'x', 1 from n", customerNo);
            return null;
        });
        var contacts = export("c-1", JSON).json().get("contacts");
        assertThat(contacts).hasSize(1702);
        assertThat(contacts.findValuesAsText("contactId")).doesNotHaveDuplicates();
        assertThat(contacts.findValuesAsText("at")).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(Pattern.compile("<tr><td>").matcher(export("c-1", "text/html").text()).results().count()).isGreaterThan(1_702);
    }

    @Test
    void eachCopyIsNotedWithItsHashAndLookingAtTheHeadTakesNone() throws Exception {
        live("c-1", "en");
        asking("HEAD", "/v1/customers/c-1/export").send();
        asking("HEAD", "/v1/customers/c-1/portable").send();
        var json = export("c-1", JSON);
        var html = export("c-1", "text/html");
        var portable = asking("GET", "/v1/customers/c-1/portable").send();
        var noted = asking("GET", "/v1/exports").send().json().get("items");
        assertThat(noted.findValuesAsText("content")).containsExactly("portable", "access", "access", "consent_log");
        assertThat(noted.findValuesAsText("format")).containsExactly("json", "html", "json", "csv");
        int at = 0;
        for (var answer : new Answer[] {portable, html, json}) {
            assertThat(noted.get(at).get("sha256").textValue()).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(answer.body())));
            assertThat(noted.get(at++).get("customerId").textValue()).isEqualTo("c-1");
        }
        assertThat(noted.get(2).get("records").intValue()).isEqualTo(4);
    }
}
