package dev.heed.store;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;

/** Escapes as RFC 8785 section 3.2.2.2 wants: control characters in lower-case hex, nothing else. */
final class CanonicalEscapes extends CharacterEscapes {
    private final int[] codes = standardAsciiEscapesForJSON();
    private final SerializedString[] controls = new SerializedString[32];

    CanonicalEscapes() {
        for (int c = 0; c < 32; c++) {
            if (codes[c] == ESCAPE_STANDARD) {
                codes[c] = ESCAPE_CUSTOM;
                controls[c] = new SerializedString("\\u00" + Character.forDigit(c >> 4, 16) + Character.forDigit(c & 15, 16));
            }
        }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
        return c < 32 ? controls[c] : null;
    }
}
