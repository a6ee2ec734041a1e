package dev.heed.contract;

import dev.heed.Given;
import dev.heed.access.Role;
import dev.heed.http.Contract;
import dev.heed.http.Contract.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/** For each operation of the contract, a request that it answers with success; and a way to send what the SDK would never send. */
public final class Requests {
    public static final Contract CONTRACT = Contract.load();
    /** The customer of every sample. It has one record, at index 0. */
    public static final String CUSTOMER = "c-1";

    private static final String JSON = "application/json";
    private static final String PATCH = "application/merge-patch+json";

    private final Given given;
    private final Map<String, Sample> samples;

    /** A request without its method and credential; the type is empty where there is no body. */
    public record Sample(String path, String type, String body) {
        Sample(String path) {
            this(path, "", "");
        }
    }

    /** Prepares what the samples need: a record and a key that may be revoked. */
    public Requests(Given given) {
        this(given, given.key(Role.APP), given.key(Role.ADMIN));
    }

    Requests(Given given, String app, String admin) {
        this.given = given;
        given.client(app).customers().get(CUSTOMER).preferences().change(choice -> choice.topic("offers").allow());
        given.client(given.app().createKey(given.app().brand(Given.SHOP).orElseThrow(), Role.APP, "for who will be gone")).contacts().record("c-gone", "email", "order_updates");
        var spare = given.client(admin).keys().create(dev.heed.sdk.model.Role.SENDER, "to be revoked").getId();
        var customer = "/v1/customers/" + CUSTOMER;
        var question = "{\"customerId\":\"" + CUSTOMER + "\",\"channel\":\"email\",\"topic\":\"order_updates\"}";
        samples = Map.ofEntries(
            Map.entry("preferences_read", new Sample(customer + "/preferences")),
            Map.entry("preferences_change", new Sample(customer + "/preferences", PATCH, "{\"chosen\":{\"topics\":{\"offers\":{\"allowed\":true}}}}")),
            Map.entry("preferences_preview", new Sample(customer + "/preferences/preview", PATCH, "{\"chosen\":{\"stopped\":true}}")),
            Map.entry("preferences_revert", new Sample(customer + "/preferences/revert", JSON, "{\"toVersion\":1}")),
            Map.entry("preferences_history", new Sample(customer + "/history")),
            Map.entry("preferences_consents", new Sample(customer + "/consents")),
            Map.entry("tokens_mint", new Sample(customer + "/tokens", JSON, "{\"ttlSeconds\":60}")),
            Map.entry("links_mint", new Sample(customer + "/links", JSON, "{\"expiresAfter\":\"P90D\",\"language\":\"de\"}")),
            Map.entry("rights_erase", new Sample("/v1/customers/c-gone")),
            Map.entry("decisions_make", new Sample("/v1/decisions", JSON, question)),
            Map.entry("decisions_stream", new Sample("/v1/decisions/stream", "application/x-ndjson", question)),
            Map.entry("audiences_count", new Sample("/v1/audiences", JSON, "{\"channel\":\"email\",\"topic\":\"offers\"}")),
            Map.entry("contacts_record", new Sample("/v1/contacts", JSON, question)),
            Map.entry("contacts_confirm", new Sample("/v1/contacts/" + held(given, question) + "/confirm")),
            Map.entry("contacts_release", new Sample("/v1/contacts/" + held(given, question) + "/release")),
            Map.entry("contacts_list", new Sample(customer + "/contacts")),
            Map.entry("catalog_read", new Sample("/v1/catalog")),
            Map.entry("catalog_publish", new Sample("/v1/catalog", JSON, Given.catalog().toString())),
            Map.entry("catalog_check", new Sample("/v1/catalog/check", JSON, Given.catalog().toString())),
            Map.entry("catalog_versions", new Sample("/v1/catalog/versions")),
            Map.entry("feedback_give", new Sample(customer + "/feedback", JSON, "{\"verdict\":\"too_often\",\"comment\":\"Every day is too much.\"}")),
            Map.entry("feedback_list", new Sample("/v1/feedback")),
            Map.entry("consent_log_list", new Sample("/v1/consent-log")),
            Map.entry("consent_log_read", new Sample("/v1/consent-log/0")),
            Map.entry("consent_log_proof", new Sample("/v1/consent-log/0/proof")),
            Map.entry("consent_log_receipt", new Sample("/v1/consent-log/0/receipt")),
            Map.entry("rights_export", new Sample(customer + "/export")),
            Map.entry("rights_portable", new Sample(customer + "/portable")),
            Map.entry("rights_import", new Sample(customer + "/import", JSON, "{\"version\":1,\"channels\":[{\"addressKind\":\"postal\",\"calls\":false,\"allowed\":false}]}")),
            Map.entry("rights_own", new Sample(customer + "/rights-requests")),
            Map.entry("rights_request", new Sample(customer + "/rights-requests", JSON, "{\"right\":\"objection\"}")),
            Map.entry("rights_list", new Sample("/v1/rights-requests")),
            Map.entry("rights_extend", new Sample("/v1/rights-requests/" + asked(given) + "/extend", JSON, "{\"reason\":\"many orders\"}")),
            Map.entry("rights_close", new Sample("/v1/rights-requests/" + asked(given) + "/close", JSON, "{\"outcome\":\"fulfilled\"}")),
            Map.entry("evidence_make", new Sample("/v1/evidence", JSON, "{\"profile\":\"subject_access\",\"customerId\":\"" + CUSTOMER + "\"}")),
            Map.entry("exports_list", new Sample("/v1/exports")),
            Map.entry("evidence_summary", new Sample("/v1/compliance/summary")),
            Map.entry("ledger_checkpoint", new Sample("/v1/ledger/checkpoint")),
            Map.entry("ledger_tile", new Sample("/v1/ledger/tile/0/000.p/1")),
            Map.entry("ledger_consistency", new Sample("/v1/ledger/consistency?from=1")),
            Map.entry("ledger_key", new Sample("/v1/ledger/key")),
            Map.entry("keys_list", new Sample("/v1/keys")),
            Map.entry("keys_create", new Sample("/v1/keys", JSON, "{\"role\":\"sender\",\"label\":\"made by a sample\"}")),
            Map.entry("keys_revoke", new Sample("/v1/keys/" + spare)),
            Map.entry("health_live", new Sample("/health/live")),
            Map.entry("health_ready", new Sample("/health/ready")),
            Map.entry("metrics_read", new Sample("/metrics")),
            Map.entry("contract_read", new Sample("/openapi.yaml")),
            Map.entry("problems_read", new Sample("/problems/stale_version")));
    }

    /** A place that is held for a contact, until the sample is sent. */
    private static String held(Given given, String question) {
        var brand = given.app().brand(Given.SHOP).orElseThrow();
        var key = given.app().createKey(brand, Role.SENDER, "for a sample");
        return new Asking(given.http(), given.url(), "POST", "/v1/decisions").as(key).body(JSON, question.replace("}", ",\"reserve\":true}"))
            .send().json().get("reservation").get("contactId").textValue();
    }

    /** A request that a customer made. */
    private static String asked(Given given) {
        var key = given.app().createKey(given.app().brand(Given.SHOP).orElseThrow(), Role.APP, "for a sample");
        return new Asking(given.http(), given.url(), "POST", "/v1/customers/" + CUSTOMER + "/rights-requests").as(key).body(JSON, "{\"right\":\"access\"}").send().json().get("requestId").textValue();
    }

    public Sample sample(Operation operation) {
        return samples.get(operation.id());
    }

    /** The sample of an operation, ready to be changed and sent. */
    public Asking ask(Operation operation) {
        var sample = sample(operation);
        return ask(operation.method(), sample.path).body(sample.type, sample.body);
    }

    /** The sample of an operation, with the shop's key of a role. */
    public Asking ask(String operation, Role role) {
        return ask(CONTRACT.operation(operation)).as(given.key(role));
    }

    /** Any request. */
    public Asking ask(String method, String path) {
        return new Asking(given.http(), given.url(), method, path);
    }

    /** A token of the samples' customer. */
    public String customerToken() {
        return given.client(Role.APP).customers().get(CUSTOMER).mintToken(Duration.ofMinutes(10)).getToken();
    }

    /** The token of a link for the samples' customer. */
    public String linkToken() {
        var url = given.client(Role.APP).customers().get(CUSTOMER).mintLinks().getPreferenceCenterUrl().toString();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    static boolean isPublic(Operation operation) {
        return !operation.path().startsWith("/v1/");
    }

    /** A request in the making. */
    public static final class Asking {
        private OkHttpClient http;
        private final String url;
        private final String method;
        private final String path;
        private final Request.Builder request = new Request.Builder();
        private RequestBody body;

        public Asking(OkHttpClient http, String url, String method, String path) {
            this.http = http;
            this.url = url;
            this.method = method;
            this.path = path;
        }

        public Asking as(String credential) {
            return with("Authorization", "Bearer " + credential);
        }

        public Asking with(String field, String value) {
            request.header(field, value);
            return this;
        }

        /** @param type empty for a body without a media type, or, with an empty text, for no body at all */
        public Asking body(String type, String text) {
            body = type.isEmpty() && text.isEmpty() ? null
                : RequestBody.create(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), type.isEmpty() ? null : MediaType.get(type));
            return this;
        }

        /** Not held against the contract. */
        public Asking unwatched() {
            var plain = http.newBuilder();
            plain.interceptors().clear();
            http = plain.build();
            return this;
        }

        public Answer send() {
            boolean needsBody = body == null && (method.equals("POST") || method.equals("PUT") || method.equals("PATCH"));
            var sent = request.url(url + path).method(method, needsBody ? RequestBody.create(new byte[0], null) : body).build();
            try (var response = http.newCall(sent).execute()) {
                return new Answer(response.code(), response.headers(), response.body().bytes());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
