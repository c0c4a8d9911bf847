package io.packhouse.app.demo.catalog;

import io.packhouse.app.demo.DemoClient;
import io.packhouse.app.demo.DemoPerson;
import io.packhouse.app.demo.DemoWorkers;
import io.packhouse.app.security.JwtIssuer;

/// Loads the demo's catalog, stock, rewards and reservations into a running installation, over HTTP: without the
/// demo's past, which needs another clock, and without its people.
public final class DemoSeed implements AutoCloseable {

    private final DemoClient client;
    private final DemoWorkers team;
    private final DemoCatalogLoader catalog;

    public DemoSeed(String base, JwtIssuer tokens, int productsPerCategory, Runnable onStep) {
        client = new DemoClient(base);
        team = new DemoWorkers(tokens, onStep);
        catalog = new DemoCatalogLoader(client, team, DemoAssortment.wares(productsPerCategory));
    }

    public int steps() {
        return catalog.steps() + DemoCatalogLoader.RESERVATIONS;
    }

    /// Whether it, or the demo, did so before.
    public boolean isLoaded() {
        var path = "/api/v1/loyalty/rewards/" + DemoReward.afterAll().id();
        return client.get(team.token(DemoPerson.staff()), path).status() == 200;
    }

    /// Continues where an interrupted one stopped, within the seven days that idempotency keys are kept.
    public void load() {
        catalog.fill();
        catalog.offer(DemoReward.afterCatalog());
        team.together(catalog.reservations());
        catalog.offer(DemoReward.afterAll());
    }

    @Override
    public void close() {
        team.close();
    }
}
