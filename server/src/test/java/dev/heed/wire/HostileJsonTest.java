package dev.heed.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.sdk.LogFilter;
import dev.heed.sdk.model.PreferencesPatch;
import dev.heed.wire.RawHttp.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bodies that are not JSON, not UTF-8, not what the contract asks for, or too much of it: each is refused with its fault, and nothing is written. */
class HostileJsonTest {
    private static final String MERGE_PATCH = "application/merge-patch+json";
    private static final String GOOD = "{\"chosen\":{\"tone\":\"friendly\"}}";
    private static Given given;

    @BeforeAll
    static void serve() {
        given = Given.server();
    }

    @AfterAll
    static void stop() {
        given.close();
    }

    @AfterEach
    void nothingIsWritten() {
        assertThat(given.app().ledgerSize(given.app().brand(Given.SHOP).orElseThrow())).isZero();
        assertThat(given.client(Role.COMPLIANCE).consentLog().list(LogFilter.all()).stream()).isEmpty();
        assertThat(given.client(Role.APP).customers().get("c-1").preferences().read().value().getVersion()).isZero();
        assertThat(RawHttp.send(given.app().port(), RawHttp.get("/health/live")).status()).isEqualTo(200);
    }

    private static Answer patch(byte[] body, String type, String... fields) {
        var head = new StringBuilder("PATCH /v1/customers/c-1/preferences HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + given.key(Role.APP) + "\r\n");
        if (!type.isEmpty()) {
            head.append("Content-Type: ").append(type).append("\r\n");
        }
        for (var field : fields) {
            head.append(field).append("\r\n");
        }
        if (fields.length == 0 || !fields[0].startsWith("Transfer-Encoding")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        var request = new ByteArrayOutputStream();
        request.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        return RawHttp.send(given.app().port(), request.toByteArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What is not one strict JSON value. */
    private static List<String> notJson() {
        var texts = new ArrayList<String>();
        // As values of a member: what no JSON parser may take for a value.
        for (var value : List.of("", "NaN", "-NaN", "Infinity", "-Infinity", "+1", "01", "-01", "00", "0x1F", "1.", ".5", "-.5", "1e", "1e+", "1.e1", "1eE2", "0e", "0.1.2", "1_000",
            "1 000", "--1", "-", "1a", "1e5.5", "\uff11", "True", "TRUE", "tru", "truetrue", "FALSE", "Null", "nul", "nil", "None", "undefined", "'friendly'", "`friendly`",
            "friendly", "\"friendly", "friendly\"", "\"friend\nly\"", "\"friend\tly\"", "\"\u0000\"", "\"\u001f\"", "\"\\x41\"", "\"\\a\"", "\"\\u12\"", "\"\\u12G4\"", "\"\\U0041\"", "\"\\\"",
            "\"\\ud800\"", "\"\\udfff\"", "\"\\udc00\\ud800\"", "\"\\ud800\\u0041\"", "\"\\ud83c friendly\"", "\"a\" \"b\"", "\"a\"b", "[", "[1", "[1,", "[1,]", "[,1]", "[1,,2]", "[1 2]",
            "[1:2]", "]", "[]]", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{,\"a\":1}", "{\"a\" 1}", "{\"a\"::1}", "{\"a\",1}", "{a:1}", "{'a':1}", "{1:1}", "{null:1}",
            "{[]:1}", "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "{\"a\":1,\"a\":1}", "{\"a\":{\"b\":1,\"b\":1}}", "{\"\\u0061\":1,\"a\":1}", "{\"\\ud800\":1}", "1 // why", "1 /* why */", "1 # why", "\\u0031", "&nbsp;", "1,",
            "1;", "1}", "1]", "{\"a\":1]", "[1}", "\"\\", "\"\\u", "\"\u007f\\\"", "@", "$", "1\u0000", "true false", "nulll", "-true", "[-]", "[--1]", "new Date()", "function(){}", "<!--", "\ufeff1", "\u00a01", "\u20281", "\f1", "\u000b1", "1".repeat(41), "-" + "1".repeat(45), "0." + "1".repeat(45), "1".repeat(100_000),
            "[".repeat(31) + "]".repeat(31), "[".repeat(100_000), "{\"a\":".repeat(50_000), "[{\"a\":".repeat(40_000), "[".repeat(90_000) + "]".repeat(90_000))) {
            texts.add("{\"chosen\":{\"tone\":" + value + "}}");
        }
        // As the whole body.
        for (var value : List.of("", " ", "\n", "\u0000", "{", "}", "{}{}", GOOD + GOOD, GOOD + "x", GOOD + "}", GOOD + "]", GOOD + ",", GOOD + "\u0000", GOOD + "//", GOOD + " {\"chosen\":{}}",
            GOOD + "\n" + GOOD, "\ufeff" + GOOD, "//\n" + GOOD, "/**/" + GOOD, ")]}',\n" + GOOD, "while(1);" + GOOD, "chosen=1", "<chosen/>", "%7B%22chosen%22%3A%7B%7D%7D", "---\nchosen: {}", "\u001e" + GOOD,
            GOOD.substring(0, GOOD.length() - 1), GOOD.substring(1), "{\"chosen\":{},\"chosen\":{}}", "{\"chosen\":{\"tone\":\"plain\",\"tone\":\"friendly\"}}",
            "{\"chosen\":{\"topics\":{\"offers\":{\"allowed\":true},\"offers\":{\"allowed\":true}}}}", "{\"chosen\":{\"topics\":{\"offers\":{\"allowed\":true,\"\\u0061llowed\":false}}}}",
            "{\"chosen\":{\"frequency\":{\"max\":1,\"per\":\"week\",\"max\":1}}}", "{\"chosen\":{},\"circumstances\":{\"reason\":\"a\",\"reason\":\"b\"}}",
            "{\"chosen\":{\"contactHours\":[{\"days\":[\"sat\"],\"from\":\"09:00\",\"to\":\"10:00\",\"to\":\"12:00\"}]}}")) {
            texts.add(value);
        }
        return texts;
    }

    @Test
    void whatIsNotStrictJsonIsRefused() {
        var texts = notJson();
        var taken = new ArrayList<String>();
        for (var text : texts) {
            var answer = patch(utf8(text), MERGE_PATCH);
            if (answer.status() != 400 || !answer.json().get("type").textValue().equals("/problems/malformed_json") || answer.json().path("errors").isEmpty()) {
                taken.add(answer.status() + " for " + (text.length() > 100 ? text.substring(0, 100) + "..." : text) + ": " + answer.text());
            } else {
                answer.isProblem(400);
            }
        }

        assertThat(taken).isEmpty();
        assertThat(texts.size()).isGreaterThan(150);
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        var bodies = new ArrayList<byte[]>();
        for (var charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE", "x-UTF-16LE-BOM", "X-UTF-32BE-BOM", "IBM037")) {
            bodies.add(GOOD.getBytes(Charset.forName(charset)));
        }
        // A lone continuation, an unfinished character, overlong forms, encoded surrogates, beyond Unicode, and bytes that never occur.
        for (var hex : List.of("80", "bf", "c3", "e282", "f09f8d", "c080", "c1bf", "e08080", "f0808080", "eda080", "edbfbf", "eda0bcedbd8b", "f4908080", "f8888080", "fe", "ff", "c328", "e228a1")) {
            var body = new ByteArrayOutputStream();
            body.writeBytes(utf8("{\"chosen\":{},\"circumstances\":{\"reason\":\"a"));
            body.writeBytes(java.util.HexFormat.of().parseHex(hex));
            body.writeBytes(utf8("\"}}"));
            bodies.add(body.toByteArray());
        }
        bodies.add("{\"chosen\":{},\"circumstances\":{\"reason\":\"\u00fc\"}}".getBytes(StandardCharsets.ISO_8859_1));

        bodies.forEach(body -> assertThat(patch(body, MERGE_PATCH).isProblem(400).json().get("type").textValue()).isEqualTo("/problems/malformed_json"));
    }

    @Test
    void everyMemberIsHeldAgainstTheContract() {
        var good = PreferencesPatch.of(ContractCases.everyMember());
        assertThat(given.client(Role.APP).customers().get("c-1").preferences().preview(good).getChanges()).isNotEmpty();
        var cases = ContractCases.all();
        var wrong = new ArrayList<String>();
        for (var one : cases) {
            var answer = patch(one.body(), MERGE_PATCH);
            if (!Set.of(400, 422).contains(answer.status()) || !names(answer.json(), one.pointer())) {
                wrong.add(one + " -> " + answer.status() + " " + (answer.text().length() > 300 ? answer.text().substring(0, 300) : answer.text()));
            } else {
                answer.isProblem(400, 422);
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(cases.size()).isGreaterThan(500);
    }

    @Test
    void aWholeNumberWithAPointIsStoredAsThatWholeNumber() {
        try (var other = Given.server()) {
            var preferences = other.client(Role.APP).customers().get("c-1").preferences();
            for (var max : List.of("2.0", "3e0", "40e-1", "0.5e1")) {
                preferences.change(PreferencesPatch.parse("{\"chosen\":{\"frequency\":{\"max\":" + max + ",\"per\":\"week\"}}}"));
            }
            assertThat(other.client(Role.COMPLIANCE).consentLog().list(LogFilter.all()).stream().map(record -> record.getValue().get("max").toString())).containsExactly("2", "3", "4", "5");
            assertThat(other.app().check(Integer.MAX_VALUE)).isEmpty();
        }
    }

    /** The fault is where it was made, or in what it was made in or of; what is not JSON has no places. */
    private static boolean names(JsonNode problem, String pointer) {
        if (problem.get("type").textValue().equals("/problems/malformed_json")) {
            return !problem.path("errors").isEmpty();
        }
        for (var error : problem.path("errors")) {
            var named = error.get("pointer").textValue();
            if (named.startsWith(pointer) || pointer.startsWith(named)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void idsThatTheCatalogDoesNotHaveAreRefusedWhateverTheyLookLike() {
        var answers = new ArrayList<String>();
        for (var id : List.of("__proto__", "constructor", "toString", "hasOwnProperty", "../../etc/passwd", "..%2f..", "offers/../events", "a/b", "~", "~1", "", " ", "offers ", "Offers", "OFFERS", "ofers",
            "\u043effers", "offers\u200b", "off\u0065\u0301rs", "offers\u0000", "offers:text", "topic:offers", "*", "$where", "' or 1=1 --", "${jndi:ldap://127.0.0.1/a}", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "a".repeat(300),
            "\ud83c\udf4b", "offers\r\nSet-Cookie: a=b")) {
            var quoted = dev.heed.store.Json.mapper().valueToTree(id).toString();
            for (var body : List.of("{\"chosen\":{\"topics\":{" + quoted + ":{\"allowed\":true}}}}", "{\"chosen\":{\"channels\":{" + quoted + ":{\"allowed\":true}}}}",
                "{\"chosen\":{\"purposes\":{" + quoted + ":{\"allowed\":true}}}}", "{\"chosen\":{\"topics\":{\"offers\":{\"channels\":{" + quoted + ":true}}}}}",
                "{\"chosen\":{\"tone\":" + quoted + "}}", "{\"chosen\":{\"preferredChannel\":" + quoted + "}}", "{\"chosen\":{\"tone\":\"plain\"},\"circumstances\":{\"notices\":{" + quoted + ":1}}}")) {
                var answer = patch(utf8(body), MERGE_PATCH);
                if (!Set.of(400, 422).contains(answer.status()) || answer.json().path("errors").isEmpty()) {
                    answers.add(answer.status() + " for " + body + ": " + answer.text());
                } else {
                    answer.isProblem(400, 422);
                }
            }
        }
        assertThat(answers).isEmpty();
    }

    @Test
    void aBodyOfAnotherMediaTypeIsRefused() {
        for (var type : List.of("", "application/json", "text/plain", "text/json", "application/json-patch+json", "application/merge-patch", "application/merge-patch+jsonx", "merge-patch+json", "*/*",
            "application/*", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/x-ndjson", "text/csv", "application/xml", "application/octet-stream",
            MERGE_PATCH + "; charset=utf-16", MERGE_PATCH + ";charset=iso-8859-1", MERGE_PATCH + "; charset=\"UTF-7\"", MERGE_PATCH + ", application/json", "application/json, " + MERGE_PATCH, "; " + MERGE_PATCH, "\u0001")) {
            var answer = patch(utf8(GOOD), type);
            assertThat(answer.status()).as(type).isIn(400, 415);
            answer.isProblem(400, 415);
            if (answer.status() == 415) {
                assertThat(answer.fields()).containsEntry("Accept-Patch", MERGE_PATCH);
            }
        }
    }

    @Test
    void aBodyThatIsPackedIsNotUnpacked() throws java.io.IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[1 << 20]);
        }
        patch(packed.toByteArray(), MERGE_PATCH, "Content-Encoding: gzip").isProblem(400, 415);
    }

    @Test
    void moreThanABodyMayHoldIsRefused() {
        var reason = "{\"chosen\":{\"tone\":\"plain\"},\"circumstances\":{\"reason\":\"" + "x".repeat(257 << 10) + "\"}}";
        patch(utf8(reason), MERGE_PATCH).isProblem(413);
        patch(utf8(" ".repeat(262_145 - GOOD.length()) + GOOD), MERGE_PATCH).isProblem(413);

        var chunked = new StringBuilder();
        for (int i = 0; i < 33; i++) {
            chunked.append("2000\r\n").append(" ".repeat(8_192)).append("\r\n");
        }
        patch(utf8(chunked + "0\r\n\r\n"), MERGE_PATCH, "Transfer-Encoding: chunked").isProblem(413);
        // Refused while it is still coming.
        patch(utf8(chunked.toString()), MERGE_PATCH, "Transfer-Encoding: chunked").isProblem(413);
    }

    @Test
    void moreMembersThanTheContractAllowsAreRefused() {
        var topics = new StringBuilder("{\"chosen\":{\"topics\":{");
        for (int i = 0; i <= 500; i++) {
            topics.append(i == 0 ? "" : ",").append("\"t").append(i).append("\":{\"allowed\":true}");
        }
        patch(utf8(topics + "}}}"), MERGE_PATCH).isProblem(400);
        var members = new StringBuilder("{\"chosen\":{");
        for (int i = 0; i < 15_000; i++) {
            members.append(i == 0 ? "" : ",").append("\"m").append(i).append("\":1");
        }
        patch(utf8(members + "}}"), MERGE_PATCH).isProblem(400);
    }
}
