package dev.heed.access;

/** What a caller may be allowed to do. Every route names exactly one. */
public enum Permission {
    /** What needs no credential. */
    PUBLIC,
    CATALOG_READ,
    CATALOG_VERSIONS_READ,
    CATALOG_CHECK,
    CATALOG_WRITE,
    PREFERENCES_READ,
    /** How the preferences came to be: changes, consents and their records. */
    HISTORY_READ,
    /** With the token of a link, only what lowers contact. */
    PREFERENCES_WRITE,
    PREFERENCES_IMPORT,
    TOKENS_MINT,
    LINKS_MINT,
    DECISIONS_MAKE,
    AUDIENCES_COUNT,
    CONTACTS_WRITE,
    CONTACTS_READ,
    FEEDBACK_GIVE,
    FEEDBACK_READ,
    CONSENT_LOG_READ,
    /** One record: of anyone for a key, of oneself for a customer. */
    RECORD_READ,
    EVIDENCE_MAKE,
    EXPORTS_READ,
    CUSTOMERS_ERASE,
    SUMMARY_READ,
    /** Everything on one customer: of anyone for a key, of oneself for a customer. */
    RIGHTS_READ,
    RIGHTS_ASK,
    RIGHTS_LIST,
    RIGHTS_ANSWER,
    LEDGER_READ,
    LEDGER_KEY_READ,
    KEYS_MANAGE
}
