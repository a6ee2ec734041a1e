package dev.heed.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/** The zipped form of an answer. It has an ETag of its own, for it is not the same bytes (RFC 9110 section 8.8.3.3), and either tag names the resource. */
final class Zip {
    static final String VARIES = "Accept-Encoding";
    private static final String ENDING = "-gzip\"";

    private Zip() {}

    /** Whether whoever sent this {@code Accept-Encoding} takes it. */
    static boolean accepted(String encodings) {
        return encodings != null && encodings.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0+)?\\s*(,|$)).*");
    }

    static byte[] of(byte[] plain) {
        var zipped = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(zipped)) {
            zip.write(plain);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return zipped.toByteArray();
    }

    /** The tag of the zipped form. */
    static String tag(String plain) {
        return plain.substring(0, plain.length() - 1) + ENDING;
    }

    /** The tag of the resource, of whichever form it is. */
    static String untagged(String tag) {
        return tag.endsWith(ENDING) ? tag.substring(0, tag.length() - ENDING.length()) + "\"" : tag;
    }
}
