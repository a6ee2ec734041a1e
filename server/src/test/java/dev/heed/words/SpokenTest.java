package dev.heed.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.contract.Answer;
import dev.heed.contract.Requests.Asking;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The API speaks to customers in the language that is asked for, else in their own. */
class SpokenTest {
    private static final String PATCH = "application/merge-patch+json";
    private static Given given;

    @BeforeAll
    static void start() {
        given = Given.server();
        given.client(Role.APP).customers().get("c-de").preferences().change(choice -> choice.language("de").topic("offers").allow());
        given.client(Role.APP).customers().get("c-1").preferences().change(choice -> choice.topic("offers").allow());
        for (var customer : new String[] {"c-1", "c-de"}) {
            ask("POST", "/v1/contacts", "", "application/json", "{\"customerId\":\"" + customer + "\",\"channel\":\"email\",\"topic\":\"offers\"}");
        }
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    private static Answer ask(String method, String path, String languages, String type, String body) {
        var asking = new Asking(given.http(), given.url(), method, path).as(given.key(Role.ADMIN));
        if (!body.isEmpty()) {
            asking.body(type, body);
        }
        return (languages.isEmpty() ? asking : asking.with("Accept-Language", languages)).send();
    }

    private static Answer preview(String customer, String languages) {
        return ask("POST", "/v1/customers/" + customer + "/preferences/preview", languages, PATCH, "{\"chosen\":{\"frequency\":{\"max\":1,\"per\":\"week\"}}}");
    }

    @Test
    void aPreviewIsInTheLanguageAskedForElseInTheCustomersOwn() {
        for (var row : Map.of("", "1 message a week instead of 6.", "de", "1 Nachricht pro Woche statt 6.", "es-MX", "1 mensaje por semana en lugar de 6.", "fr;q=0.9, it", "1 message par semaine au lieu de 6.",
            "ar", "رسالة واحدة في الأسبوع", "it", "1 message a week instead of 6.").entrySet()) {
            assertThat(preview("c-1", row.getKey()).json().get("summary").textValue().replaceAll("[\u2068\u2069]", "")).as(row.getKey()).startsWith(row.getValue());
        }
        var own = preview("c-de", "");
        assertThat(own.json().get("summary").textValue()).isEqualTo("1 Nachricht pro Woche statt 6.");
        assertThat(own.json().at("/lastMonth/summary").textValue()).isEqualTo("Die eine Nachricht der letzten 30 Tage wäre auch gesendet worden.");
        assertThat(own.field("Content-Language")).isEqualTo("de");
        assertThat(own.field("Vary")).isEqualTo("Accept-Language");
        assertThat(preview("c-de", "ar-EG").field("Content-Language")).isEqualTo("ar");
    }

    @Test
    void contactsAreExplainedInTheBrandsOwnWordsOfThatLanguage() {
        var path = "/v1/customers/%s/contacts";
        assertThat(ask("GET", path.formatted("c-1"), "", "", "").json().at("/items/0/explanation").textValue()).isEqualTo("Sent: “Offers” by “E-mail”.");
        assertThat(ask("GET", path.formatted("c-de"), "", "", "").json().at("/items/0/explanation").textValue()).isEqualTo("Gesendet: „Angebote“ über „E-Mail“.");
        var french = ask("GET", path.formatted("c-de"), "fr", "", "");
        assertThat(french.json().at("/items/0/explanation").textValue()).as("the brand speaks no French").isEqualTo("Envoyé : « Offers » par « E-mail ».");
        assertThat(french.field("Content-Language")).isEqualTo("fr");
    }

    @Test
    void suggestionsAreToo() {
        var answer = ask("POST", "/v1/customers/c-de/feedback", "", "application/json", "{\"verdict\":\"wrong_tone\"}");
        assertThat(answer.field("Content-Language")).isEqualTo("de");
        assertThat(answer.json().get("suggestions").findValuesAsText("label")).contains("Im Ton Fachlich");
        var repeated = new Asking(given.http(), given.url(), "POST", "/v1/customers/c-1/feedback").as(given.key(Role.ADMIN)).with("Accept-Language", "es").with("Idempotency-Key", "spoken");
        var first = repeated.body("application/json", "{\"verdict\":\"too_often\"}").send();
        var again = repeated.send();
        assertThat(again.text()).isEqualTo(first.text()).contains("Nada durante 30 días");
        assertThat(again.field("Content-Language")).isEqualTo("es");
    }

    @Test
    void theCopyOfTheDataComesInEveryLanguage() {
        for (var row : Map.of("en", "You want to hear about “Offers”.", "de", "Sie möchten von „Angebote“ hören.", "es", "Desea recibir mensajes sobre «Offers».", "fr", "Vous souhaitez recevoir des messages sur « Offers ».",
            "ar", "تود تلقي رسائل عن").entrySet()) {
            var page = new Asking(given.http(), given.url(), "GET", "/v1/customers/c-1/export").as(given.key(Role.ADMIN)).with("Accept", "text/html").with("Accept-Language", row.getKey()).send();
            assertThat(page.text()).as(row.getKey()).contains("<html lang=\"" + row.getKey() + "\"", row.getValue());
            assertThat(page.field("Content-Language")).isEqualTo(row.getKey());
        }
    }
}
