package dev.heed.preferences;

/** How far the word of whoever asks for a change reaches. */
public enum Reach {
    /** They may choose anything. */
    ANYTHING,
    /** They may choose what lowers contact, or leaves it as it is: they opened a link, and nobody knows who they are. */
    LESS_CONTACT
}
