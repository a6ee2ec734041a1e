package dev.heed.ledger;

import java.util.Arrays;

/** Joins the byte strings that formats are made of. */
final class Bytes {
    private Bytes() {}

    static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var joined = new byte[length];
        int end = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, joined, end, part.length);
            end += part.length;
        }
        return joined;
    }
}
