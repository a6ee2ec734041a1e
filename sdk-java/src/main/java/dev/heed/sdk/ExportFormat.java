package dev.heed.sdk;

/** The form of an export. */
public enum ExportFormat {
    /** One JSON record a line; the last line holds the signed checkpoint. */
    NDJSON("application/x-ndjson"),
    /**
     * RFC 4180 with a header line. An apostrophe goes before {@code = + - @} at the beginning of a cell, and after a comma, semicolon, tab, vertical bar,
     * quote or line break in it; at the beginning also before a tab or a line break; where apostrophes stand there already, one more. Without one apostrophe
     * at each such place a cell is what was written.
     */
    CSV("text/csv");

    final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }
}
