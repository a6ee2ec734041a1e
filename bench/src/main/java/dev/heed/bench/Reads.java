package dev.heed.bench;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Readings of customers picked at random, each as likely as any other. */
record Reads(Template template, int customers, SplittableRandom random) implements Requests {
    Reads(Template template, int customers) {
        this(template, customers, new SplittableRandom(1));
    }

    @Override
    public boolean next(int connection, ByteBuffer into) {
        template.put(into, random.nextInt(customers), random);
        return true;
    }
}
