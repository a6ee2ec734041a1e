package dev.heed.problem;

/**
 * One thing that is wrong with a request.
 *
 * @param pointer where: a JSON Pointer into the body (RFC 6901), or {@code query/}, {@code path/} or {@code header/} and a name
 * @param detail what is wrong, in words for the caller; never personal data
 */
public record Fault(String pointer, String detail) {}
