package dev.heed.sdk;

/** The form of an export. */
public enum ExportFormat {
    /** One JSON record a line; the last line holds the signed checkpoint. */
    NDJSON("application/x-ndjson"),
    /** RFC 4180 with a header line. Cells that a spreadsheet would run begin with an apostrophe. */
    CSV("text/csv");

    final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }
}
