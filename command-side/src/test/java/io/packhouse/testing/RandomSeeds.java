package io.packhouse.testing;

import java.util.stream.LongStream;

/// Fixed seeds, so that a failure can be repeated.
public final class RandomSeeds {

    private RandomSeeds() {}

    public static LongStream hundred() {
        return LongStream.rangeClosed(1, 100);
    }

    public static LongStream thousand() {
        return LongStream.rangeClosed(1, 1000);
    }
}
