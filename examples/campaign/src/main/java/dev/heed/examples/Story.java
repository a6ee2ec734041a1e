package dev.heed.examples;

/** Tells what holds; the story ends badly when it does not. */
final class Story {
    private Story() {}

    static void holds(String what, boolean indeed) {
        if (!indeed) {
            throw new IllegalStateException("this does not hold: " + what);
        }
        System.out.println("    -> " + what);
    }
}
