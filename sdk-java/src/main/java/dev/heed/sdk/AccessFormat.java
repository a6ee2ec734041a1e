package dev.heed.sdk;

/** The form of a copy of everything that is held on a customer. */
public enum AccessFormat {
    /** For machines, with what proves each record. */
    JSON("application/json"),
    /** A page in plain words, in English or German by the customer's language, to read and print. */
    HTML("text/html");

    final String mediaType;

    AccessFormat(String mediaType) {
        this.mediaType = mediaType;
    }
}
