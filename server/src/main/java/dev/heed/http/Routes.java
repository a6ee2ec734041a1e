package dev.heed.http;

import static dev.heed.access.Permission.AUDIENCES_COUNT;
import static dev.heed.access.Permission.CATALOG_CHECK;
import static dev.heed.access.Permission.CATALOG_READ;
import static dev.heed.access.Permission.CATALOG_VERSIONS_READ;
import static dev.heed.access.Permission.CATALOG_WRITE;
import static dev.heed.access.Permission.CONSENT_LOG_READ;
import static dev.heed.access.Permission.CONTACTS_READ;
import static dev.heed.access.Permission.CONTACTS_WRITE;
import static dev.heed.access.Permission.CUSTOMERS_ERASE;
import static dev.heed.access.Permission.DECISIONS_MAKE;
import static dev.heed.access.Permission.EVIDENCE_MAKE;
import static dev.heed.access.Permission.EXPORTS_READ;
import static dev.heed.access.Permission.FEEDBACK_GIVE;
import static dev.heed.access.Permission.FEEDBACK_READ;
import static dev.heed.access.Permission.HISTORY_READ;
import static dev.heed.access.Permission.KEYS_MANAGE;
import static dev.heed.access.Permission.LEDGER_KEY_READ;
import static dev.heed.access.Permission.LEDGER_READ;
import static dev.heed.access.Permission.LINKS_MINT;
import static dev.heed.access.Permission.PREFERENCES_IMPORT;
import static dev.heed.access.Permission.PREFERENCES_READ;
import static dev.heed.access.Permission.PREFERENCES_WRITE;
import static dev.heed.access.Permission.PUBLIC;
import static dev.heed.access.Permission.RECORD_READ;
import static dev.heed.access.Permission.RIGHTS_ANSWER;
import static dev.heed.access.Permission.RIGHTS_ASK;
import static dev.heed.access.Permission.RIGHTS_LIST;
import static dev.heed.access.Permission.RIGHTS_READ;
import static dev.heed.access.Permission.SUMMARY_READ;
import static dev.heed.access.Permission.TOKENS_MINT;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.GET;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import java.util.List;

/** The API as one table. A route without a permission cannot be written; the hottest come first, for they are looked for in this order. */
final class Routes {
    private static final String CUSTOMER = "/v1/customers/{customerId}";

    private Routes() {}

    static List<Route> of(CatalogApi catalog, PreferencesApi preferences, DecisionApi decisions, FeedbackApi feedback, AccessApi access, LinksApi links, ConsentLogApi log, EvidenceApi evidence,
                          ExportsApi exports, RightsApi rights, SummaryApi summary, LedgerApi ledger, OperationsApi operations, Idempotency idempotency) {
        return List.of(
            new Route(GET, CUSTOMER + "/preferences", "preferences_read", PREFERENCES_READ, preferences::read),
            new Route(PATCH, CUSTOMER + "/preferences", "preferences_change", PREFERENCES_WRITE, idempotency.once(preferences.change())),
            new Route(POST, CUSTOMER + "/preferences/preview", "preferences_preview", PREFERENCES_READ, preferences::preview),
            new Route(POST, CUSTOMER + "/preferences/revert", "preferences_revert", PREFERENCES_WRITE, idempotency.once(preferences.revert())),
            new Route(GET, CUSTOMER + "/history", "preferences_history", HISTORY_READ, preferences::history),
            new Route(GET, CUSTOMER + "/consents", "preferences_consents", HISTORY_READ, preferences::consents),
            new Route(POST, CUSTOMER + "/tokens", "tokens_mint", TOKENS_MINT, idempotency.once(access::mint)),
            new Route(POST, CUSTOMER + "/links", "links_mint", LINKS_MINT, idempotency.once(links::mint)),

            new Route(DELETE, CUSTOMER, "rights_erase", CUSTOMERS_ERASE, rights::erase),

            new Route(POST, "/v1/decisions", "decisions_make", DECISIONS_MAKE, decisions.decide()),
            new Route(POST, "/v1/decisions/stream", "decisions_stream", DECISIONS_MAKE, decisions::stream),
            new Route(POST, "/v1/audiences", "audiences_count", AUDIENCES_COUNT, decisions::audience),
            new Route(POST, "/v1/contacts", "contacts_record", CONTACTS_WRITE, idempotency.once(decisions::record)),
            new Route(POST, "/v1/contacts/{contactId}/confirm", "contacts_confirm", CONTACTS_WRITE, idempotency.once(decisions::confirm)),
            new Route(POST, "/v1/contacts/{contactId}/release", "contacts_release", CONTACTS_WRITE, idempotency.once(decisions::release)),
            new Route(GET, CUSTOMER + "/contacts", "contacts_list", CONTACTS_READ, decisions::contacts),

            new Route(POST, CUSTOMER + "/feedback", "feedback_give", FEEDBACK_GIVE, idempotency.once(feedback::give)),
            new Route(GET, "/v1/feedback", "feedback_list", FEEDBACK_READ, feedback::list),

            new Route(GET, CUSTOMER + "/export", "rights_export", RIGHTS_READ, rights::export),
            new Route(GET, CUSTOMER + "/portable", "rights_portable", RIGHTS_READ, rights::portable),
            new Route(POST, CUSTOMER + "/import", "rights_import", PREFERENCES_IMPORT, idempotency.once(rights::take)),
            new Route(GET, CUSTOMER + "/rights-requests", "rights_own", RIGHTS_READ, rights::own),
            new Route(POST, CUSTOMER + "/rights-requests", "rights_request", RIGHTS_ASK, idempotency.once(rights::request)),
            new Route(GET, "/v1/rights-requests", "rights_list", RIGHTS_LIST, rights::list),
            new Route(POST, "/v1/rights-requests/{requestId}/extend", "rights_extend", RIGHTS_ANSWER, idempotency.once(rights::extend)),
            new Route(POST, "/v1/rights-requests/{requestId}/close", "rights_close", RIGHTS_ANSWER, idempotency.once(rights::close)),

            new Route(GET, "/v1/catalog", "catalog_read", CATALOG_READ, catalog::read),
            new Route(PUT, "/v1/catalog", "catalog_publish", CATALOG_WRITE, idempotency.once(catalog::publish)),
            new Route(POST, "/v1/catalog/check", "catalog_check", CATALOG_CHECK, catalog::check),
            new Route(GET, "/v1/catalog/versions", "catalog_versions", CATALOG_VERSIONS_READ, catalog::versions),

            new Route(GET, "/v1/consent-log", "consent_log_list", CONSENT_LOG_READ, log::list),
            new Route(GET, "/v1/consent-log/{index}", "consent_log_read", RECORD_READ, log::read),
            new Route(GET, "/v1/consent-log/{index}/proof", "consent_log_proof", RECORD_READ, log::proof),
            new Route(GET, "/v1/consent-log/{index}/receipt", "consent_log_receipt", RECORD_READ, log::receipt),
            new Route(POST, "/v1/evidence", "evidence_make", EVIDENCE_MAKE, evidence::make),
            new Route(GET, "/v1/exports", "exports_list", EXPORTS_READ, exports::list),
            new Route(GET, "/v1/compliance/summary", "evidence_summary", SUMMARY_READ, summary::read),

            new Route(GET, "/v1/ledger/checkpoint", "ledger_checkpoint", LEDGER_READ, ledger::checkpoint),
            new Route(GET, "/v1/ledger/tile/{tile}", "ledger_tile", LEDGER_READ, ledger::tile),
            new Route(GET, "/v1/ledger/consistency", "ledger_consistency", LEDGER_READ, ledger::consistency),
            new Route(GET, "/v1/ledger/key", "ledger_key", LEDGER_KEY_READ, ledger::key),

            new Route(GET, "/v1/keys", "keys_list", KEYS_MANAGE, access::list),
            new Route(POST, "/v1/keys", "keys_create", KEYS_MANAGE, idempotency.once(access::create)),
            new Route(DELETE, "/v1/keys/{keyId}", "keys_revoke", KEYS_MANAGE, idempotency.once(access::revoke)),

            new Route(GET, "/health/live", "health_live", PUBLIC, operations::live),
            new Route(GET, "/health/ready", "health_ready", PUBLIC, operations::ready),
            new Route(GET, "/metrics", "metrics_read", PUBLIC, operations::metrics),
            new Route(GET, "/openapi.yaml", "contract_read", PUBLIC, operations::contract),
            new Route(GET, "/problems/{kind}", "problems_read", PUBLIC, operations::problem));
    }
}
