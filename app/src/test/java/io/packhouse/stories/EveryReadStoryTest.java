package io.packhouse.stories;

import static io.packhouse.testing.Catalog.body;
import static io.packhouse.testing.Catalog.ok;
import static io.packhouse.testing.Catalog.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.GetRoutes;
import io.packhouse.testing.GetRoutes.Route;
import io.packhouse.testing.RegisteredPersons;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import io.packhouse.testing.TestPictures;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Every GET route is requested with existing ids. A request that holds a connection while it waits
/// for another one of the same pool blocks the engine as soon as there are as many such requests as
/// connections.
class EveryReadStoryTest {

    static final Duration SOON = Duration.ofSeconds(30);
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static final RunningEngine ENGINE = RunningEngine.shared();
    static final Client STAFF = ENGINE.as(Role.ADMIN);
    static final Client BUYER = ENGINE.buyer(61);

    /// By as many people: one person may have only so many live pages.
    static final List<String> TOKENS = IntStream.range(0, RunningEngine.MOST_READERS)
            .mapToObj(n -> ENGINE.token(Role.ADMIN, 500 + n, Duration.ofHours(1)))
            .toList();

    static List<Route> routes;

    @BeforeAll
    static void createData() {
        routes = new GetRoutes(values()).of(ENGINE);
        assertThat(routes).hasSizeGreaterThan(60);
    }

    @Test
    void noReadNeedsTwoConnectionsOfOnePool() {
        var wrong = new TreeSet<String>();
        withOneConnectionEach(
                List.of("readerDataSource", "appDataSource"),
                () -> routes.forEach(route -> {
                    var status = status(route, TOKENS.getFirst());
                    if (status >= 400) {
                        wrong.add(route + ": " + status);
                    }
                }));
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyReadAnswersSixtyFourConcurrentRequests() throws Exception {
        var wrong = new TreeSet<String>();
        try (var clients = Executors.newFixedThreadPool(RunningEngine.MOST_READERS)) {
            for (var route : routes) {
                var asks = new ArrayList<Callable<Integer>>();
                TOKENS.forEach(token -> asks.add(() -> status(route, token)));
                for (var asked : clients.invokeAll(asks)) {
                    if (asked.get() >= 400) {
                        wrong.add(route + ": " + asked.get());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /// 599 when there was no answer in time.
    private static int status(Route route, String token) {
        var request = HttpRequest.newBuilder(URI.create(ENGINE.base() + route.path()))
                .timeout(SOON)
                .header("Accept", route.accept())
                .header("Authorization", "Bearer " + token);
        try {
            if (route.isStream()) {
                var answer = HTTP.send(request.build(), BodyHandlers.ofInputStream());
                answer.body().close(); // A live stream does not end.
                return answer.statusCode();
            }
            return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 599;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// While each of these pools has one connection.
    private static void withOneConnectionEach(List<String> names, Runnable action) {
        var pools = names.stream()
                .map(name -> ENGINE.bean(name, HikariDataSource.class))
                .toList();
        var sizes = new HashMap<HikariDataSource, Integer>();
        for (var pool : pools) {
            sizes.put(pool, pool.getMaximumPoolSize());
            pool.setMinimumIdle(1);
            pool.setMaximumPoolSize(1);
            await().atMost(SOON).until(() -> {
                pool.getHikariPoolMXBean().softEvictConnections();
                return pool.getHikariPoolMXBean().getTotalConnections() <= 1;
            });
        }
        try {
            action.run();
        } finally {
            sizes.forEach(HikariDataSource::setMaximumPoolSize);
        }
    }

    private static Map<String, String> values() {
        var values = new HashMap<String, String>();
        catalogValues(values);
        purchase(values);
        operations(values);
        var key = ok(STAFF.post("/api/v1/api-keys", "{\"name\":\"Key\",\"scopes\":[\"inventory:read\"]}"));
        values.put("ApiKeyId", key.body().at("/key/id").asString());
        values.put("DocsEndpoint.name", "configuration");
        values.put("DocsEndpoint.decision.name", "0009-money");
        values.put("ProblemEndpoint.slug", "validation-failed");
        return values;
    }

    private static void catalogValues(Map<String, String> values) {
        var catalog = new Catalog(ENGINE);
        var sku = Catalog.sku();
        var category = catalog.category(word(), "");
        var product = catalog.approved(STAFF, body(word(), sku, category, 690));
        var image = ok(STAFF.upload(
                "/api/v1/products/" + product + "/images?alt=Front", "image/png", TestPictures.png(400, 300)));
        values.put("CategoryId", category);
        var brand = ok(STAFF.post("/api/v1/brands", "{\"name\":\"%s\"}".formatted(word())));
        values.put("BrandId", brand.string("id"));
        values.put("ProductId", product);
        values.put("ImageId", image.string("id"));
        var shop = new Shop(ENGINE);
        var stocked = shop.stock(9);
        var pack = shop.pack(stocked);
        values.put("Sku", stocked);
        values.put("InventoryItemId", "inv_main_" + stocked);
        values.put("PackId", pack);
        var manifest = "/api/v1/packs/" + pack + "/manifests";
        var lines = "sku,product_name,quantity,condition\nTEA-1,Tea,3,NEW\n";
        ok(STAFF.post(manifest, lines, "Content-Type", "text/csv"));
        var second = lines + "TEA-2,Tea,1,USED\n";
        var upload = ok(STAFF.post(manifest, second, "Content-Type", "text/csv"));
        values.put("ManifestUploadId", upload.string("id"));
        for (var endpoint : List.of("ManifestsEndpoint", "ManifestPageEndpoint")) {
            values.put(endpoint + ".version", "latest");
            values.put(endpoint + ".from", "1");
            values.put(endpoint + ".to", "2");
        }
    }

    private static void purchase(Map<String, String> values) {
        var shop = new Shop(ENGINE);
        var order = shop.order(BUYER, "FULL", 1, shop.pack(shop.stock(5)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        values.put("OrderId", order);
        values.put("ReservationId", "res_" + order + "_1");
        values.put("PaymentsEndpoint.order", order);
        values.put("PaymentId", "pay_" + order + "_FULL");
        RegisteredPersons.register(ENGINE, RunningEngine.person(161), "reader@example.com", "Rita Reader");
        var person = RunningEngine.person(161).value();
        values.put("PersonId", person);
        ok(STAFF.post("/api/v1/loyalty/accounts/" + person + "/adjustments", "{\"points\":100,\"reason\":\"a gift\"}"));
        var reward = ok(STAFF.post(
                "/api/v1/loyalty/rewards",
                "{\"name\":\"Mug\",\"description\":\"Blue\",\"points\":10,\"from\":\"GREEN\",\"maxClaims\":5}"));
        values.put("RewardId", reward.string("id"));
        var redeemed =
                ok(BUYER.post("/api/v1/loyalty/redemptions", "{\"rewardId\":\"%s\"}".formatted(reward.string("id"))));
        values.put("RedemptionId", redeemed.header("Location").replaceFirst(".*/", ""));
    }

    private static void operations(Map<String, String> values) {
        var export = STAFF.post("/api/v1/exports", "{\"table\":\"orders\",\"format\":\"CSV\"}");
        values.put("ExportId", export.string("id"));
        var processor = "/api/v1/operations/processors/projections";
        var operation = STAFF.post(processor + "/resume", "{\"reason\":\"a look\"}");
        values.put("OperationId", operation.header("Location").replaceFirst(".*/", ""));
        values.put("ProcessorEndpoint.name", "projections");
        values.put("ParkedSagaEndpoint.id", "parked-for-a-look");
        var parked = """
                insert into engine.parked_event (saga_type, saga_id, event_id, aggregate_id, sequence_number, cause,
                    attempts, parked_at, next_try_at)
                values ('t', 'parked-for-a-look', 'e', ?, 0, 'c', 1, now(), now() + interval '100 years')
                on conflict do nothing""";
        ENGINE.jdbc().sql(parked).param(values.get("OrderId")).update();
        await().until(() -> STAFF.get("/api/v1/exports/" + export.string("id"))
                .string("status")
                .equals("DONE"));
    }
}
