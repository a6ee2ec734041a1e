package dev.heed.brand;

/**
 * A brand: in law, the controller.
 *
 * @param no its number in this database
 * @param id its name in the ledger's origin and on the command line
 */
public record Brand(long no, String id) {}
