package dev.heed.bench;

import java.util.Arrays;

/** The middle of some numbers, with the least and the most: on a noisy machine one number alone would be a boast. */
record Median(double value, double least, double most) {
    static Median of(double... numbers) {
        var sorted = numbers.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        double value = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Median(value, sorted[0], sorted[sorted.length - 1]);
    }
}
