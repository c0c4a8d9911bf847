package io.packhouse.app.demo.catalog;

import io.packhouse.app.demo.DemoClient;
import io.packhouse.app.demo.DemoPerson;
import io.packhouse.app.web.CallerResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A reward of the demo.
public record DemoReward(
        String name,
        String description,
        int points,
        String from,
        @Nullable Integer maxClaims) {

    private static final String PATH = "/api/v1/loyalty/rewards";

    public static List<DemoReward> all() {
        return List.of(
                new DemoReward("Free delivery", "The next order comes free of charge.", 300, "GREEN", null),
                new DemoReward("Tea tasting box", "Twelve teas in small tins.", 600, "GREEN", 200),
                new DemoReward("Five euros off", "On any order.", 500, "GREEN", null),
                new DemoReward("Priority picking", "Your orders are picked first for a month.", 1_500, "SILVER", 50),
                new DemoReward("Buyers' day", "A day with our buyers, lunch included.", 5_000, "GOLD", 20),
                new DemoReward("Pallet preview", "See pallets a day before everybody.", 8_000, "PLATINUM", 10));
    }

    /// Created after the catalog: its existence marks a completely loaded catalog.
    public static DemoReward afterCatalog() {
        return all().get(all().size() - 2);
    }

    /// Created last: its existence marks a finished simulation.
    public static DemoReward afterAll() {
        return all().getLast();
    }

    /// The rewards created with the catalog.
    static List<DemoReward> first() {
        return all().subList(0, all().size() - 2);
    }

    public String id() {
        var staff = DemoPerson.staff().id().value();
        return CallerResolver.keyed(staff, "POST", PATH, key()).newId("rwd", id -> id);
    }

    private String key() {
        return DemoClient.key("reward", name);
    }

    void offer(DemoClient client, String staff) {
        var body = new HashMap<String, Object>();
        body.put("name", name);
        body.put("description", description);
        body.put("points", points);
        body.put("from", from);
        if (maxClaims != null) {
            body.put("maxClaims", maxClaims);
        }
        client.post(staff, PATH, key(), Map.copyOf(body)).expected();
    }
}
