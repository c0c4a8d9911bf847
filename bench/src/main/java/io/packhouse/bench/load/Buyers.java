package io.packhouse.bench.load;

import io.packhouse.app.security.Role;
import io.packhouse.bench.engine.MeasuredEngine;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The buyers of a benchmark: many, one after another, so that hardly any buys twice; or one alone.
public final class Buyers {

    private static final int MANY = 100_000;

    private final MeasuredEngine engine;
    private final int count;
    private final Map<Integer, String> tokens = new ConcurrentHashMap<>();

    public Buyers(MeasuredEngine engine, boolean isOne) {
        this.engine = engine;
        count = isOne ? 1 : MANY;
    }

    public String token(int number) {
        return tokens.computeIfAbsent(number % count, buyer -> engine.token(Role.CUSTOMER, buyer));
    }
}
