package dev.heed.evidence;

import dev.heed.consent.ConsentRecord;
import java.util.Locale;
import java.util.Set;

/** Who a package is for, and so which personal members of a record it shows. The digests of the others stay in the entry. */
public enum Profile {
    /** A supervisory authority: everything but free text, which may tell what nobody asked for. */
    REGULATOR {
        @Override
        boolean keeps(String member, ConsentRecord record) {
            return !member.equals("reason");
        }
    },
    /** The brand's own auditors: how it was done, not to whom. */
    INTERNAL_AUDIT {
        @Override
        boolean keeps(String member, ConsentRecord record) {
            return NAMES_NOBODY.contains(member);
        }
    },
    /** The customer (GDPR article 15): everything but which employee acted, who is a third person (article 15(4)). */
    SUBJECT_ACCESS {
        @Override
        boolean keeps(String member, ConsentRecord record) {
            return !member.equals("actorId") || record.actor().equals("customer");
        }
    };

    private static final Set<String> NAMES_NOBODY = Set.of("change", "value");

    /** Whether a personal member of a record is shown, by the name under which it is disclosed. */
    abstract boolean keeps(String member, ConsentRecord record);

    /** The name in the contract. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Profile of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
