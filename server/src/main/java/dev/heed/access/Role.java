package dev.heed.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What an API key is for. */
public enum Role {
    ADMIN(EnumSet.allOf(Permission.class)),
    APP(EnumSet.of(Permission.CATALOG_READ, Permission.PREFERENCES_READ, Permission.HISTORY_READ, Permission.PREFERENCES_WRITE, Permission.PREFERENCES_IMPORT, Permission.TOKENS_MINT, Permission.LINKS_MINT, Permission.LEDGER_KEY_READ,
        Permission.DECISIONS_MAKE, Permission.CONTACTS_WRITE, Permission.CONTACTS_READ, Permission.FEEDBACK_GIVE, Permission.FEEDBACK_READ,
        Permission.RIGHTS_READ, Permission.RIGHTS_ASK)),
    SENDER(EnumSet.of(Permission.CATALOG_READ, Permission.LEDGER_KEY_READ, Permission.DECISIONS_MAKE, Permission.AUDIENCES_COUNT, Permission.CONTACTS_WRITE)),
    COMPLIANCE(EnumSet.of(Permission.CATALOG_READ, Permission.CATALOG_VERSIONS_READ, Permission.CATALOG_CHECK, Permission.PREFERENCES_READ, Permission.HISTORY_READ,
        Permission.CONTACTS_READ, Permission.FEEDBACK_READ,
        Permission.CONSENT_LOG_READ, Permission.RECORD_READ, Permission.EVIDENCE_MAKE, Permission.EXPORTS_READ, Permission.SUMMARY_READ, Permission.LEDGER_READ,
        Permission.LEDGER_KEY_READ, Permission.RIGHTS_READ, Permission.RIGHTS_LIST));

    private final Set<Permission> permissions;

    Role(Set<Permission> permissions) {
        this.permissions = permissions;
    }

    /** Everything the role may do. */
    public Set<Permission> permissions() {
        return permissions;
    }

    /** The name in the contract. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Role of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
