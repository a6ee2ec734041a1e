package dev.heed.problem;

import java.util.Optional;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where: a JSON Pointer into the body (RFC 6901), or {@code query/}, {@code path/} or {@code header/} and a name
 * @param detail what is wrong, in words for the caller; never personal data
 * @param deception the deceptive design pattern that it is, if it is one
 */
public record Fault(String pointer, String detail, Optional<Deception> deception) {
    public Fault(String pointer, String detail) {
        this(pointer, detail, Optional.empty());
    }
}
