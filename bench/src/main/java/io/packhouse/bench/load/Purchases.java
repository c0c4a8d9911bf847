package io.packhouse.bench.load;

import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.identity.api.Role;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Purchases of two packs, by many buyers one after another, so that hardly any buys twice, or by one.
public final class Purchases implements ClosedLoop.Operation {

    private static final int MANY = 100_000;
    private static final int CUSTOMERS = 8;

    private final MeasuredEngine engine;
    private final int buyers;
    private final Offers offers;
    private final Map<Integer, String> tokens = new ConcurrentHashMap<>();
    private final Queue<String> orders = new ConcurrentLinkedQueue<>();

    public Purchases(MeasuredEngine engine, boolean isOneBuyer) throws IOException, InterruptedException {
        this.engine = engine;
        buyers = isOneBuyer ? 1 : MANY;
        offers = Offers.of(engine);
    }

    @Override
    public void run(int number) throws IOException, InterruptedException {
        orders.add(new SimulatedBuyer(caller(number)).buy(offers.pack(number), offers.pack(number + 1)));
    }

    /// So many purchases before a measurement.
    public void prepare(ClosedLoop loop, int count) throws Exception {
        if (count > 0) {
            loop.times("Orders before", CUSTOMERS, count, this);
        }
    }

    public HttpCaller caller(int number) {
        return new HttpCaller(
                engine.base(), tokens.computeIfAbsent(number % buyers, buyer -> engine.token(Role.CUSTOMER, buyer)));
    }

    public String order(int number) {
        return SimulatedBuyer.order(offers.pack(number), offers.pack(number + 1));
    }

    public int count() {
        return orders.size();
    }

    /// To be called when all projections have caught up.
    public void requireStockAddsUp() throws IOException, SQLException {
        offers.requireStockAddsUp(orders);
    }
}
