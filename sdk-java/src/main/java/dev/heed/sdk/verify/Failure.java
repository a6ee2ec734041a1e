package dev.heed.sdk.verify;

/** What is wrong with something that does not verify. */
public enum Failure {
    /** A record is not what was logged: its entry, its place or something it discloses. */
    ALTERED_RECORD,
    /** The log is not the one that was signed: records are missing, added, changed or out of order. */
    ALTERED_LOG,
    /** The checkpoint was not signed with the key, or names another log. */
    BAD_SIGNATURE,
    /** The log did not only grow since the earlier checkpoint. */
    INCONSISTENT,
    /** A file of a package, or a byte around its files, is not the one that was sealed. */
    ALTERED_FILE,
    /** It is not in the format that it claims to be in. */
    UNREADABLE
}
