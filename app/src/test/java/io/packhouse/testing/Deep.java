package io.packhouse.testing;

/// `./packhouse test --deep` runs the large loads, every random kill and the whole demo.
public final class Deep {

    public static final boolean RUN = Boolean.getBoolean("packhouse.deep");

    private Deep() {}

    public static int orElse(int deep, int usual) {
        return RUN ? deep : usual;
    }
}
