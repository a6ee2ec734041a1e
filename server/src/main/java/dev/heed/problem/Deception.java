package dev.heed.problem;

/**
 * The deceptive design pattern that a fault is, by the names of EDPB Guidelines 03/2022.
 *
 * @param rule which of our rules found it
 * @param category one of the six categories
 * @param pattern the pattern in it
 */
public record Deception(String rule, String category, String pattern) {}
