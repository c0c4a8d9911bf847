package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.eventstore.LruAggregateCache;
import io.packhouse.testing.NamedAxonServer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the engine stores beside events and must read after an upgrade: sagas, timers, tokens. Each
/// stored value is compared with its approved shape, without ids and times; and the approved one is
/// read and written again unchanged.
class StoredShapesTest {

    static final Path APPROVED = Path.of("src/test/resources/approved");
    static final Path PROPOSED = Path.of("target/approved");

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);

    @Test
    void aWaitingSagaHasTheApprovedShape() throws IOException {
        var order = shop.order(engine.buyer(1), "FULL", 1, shop.pack(shop.stock(2)));
        shop.payUrl(order, "FULL");
        is("saga-order-placement", saga(order, "OrderPlacement"));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        is("saga-order-fulfilment", saga(order, "OrderFulfilment"));
    }

    @ParameterizedTest
    @CsvSource("payment.provider-call, timer-provider-call")
    void aScheduledTaskHasTheApprovedShape(String task, String file) throws IOException {
        var order = shop.order(engine.buyer(1), "FULL", 1, shop.pack(shop.stock(2)));
        shop.payUrl(order, "FULL");
        var sql = """
                select convert_from(task_data, 'UTF8') from engine.scheduled_tasks where
                task_name = ? and convert_from(task_data, 'UTF8') like ? limit 1""";
        is(file, awaited(sql, task, "%" + order + "%"));
    }

    /// Restored from the snapshot it decides as from its events.
    @Test
    void aSnapshotOfAnItemHasTheApprovedShape() throws IOException {
        Assumptions.assumeTrue(NamedAxonServer.address().isEmpty(), "Axon Server keeps them");
        var sku = shop.stock(2);
        shop.order(engine.buyer(1), "FULL", 1, shop.pack(sku));
        for (var i = 0; i < 500; i++) {
            shop.receive(sku, 1);
        }
        var sql = """
                select convert_from(payload, 'UTF8') from engine.snapshot_event_entry where
                payload_type = 'io.packhouse.inventory.command.InventoryItem' and
                payload_revision = '1' and aggregate_identifier = ?""";
        var snapshot = awaited(sql, "inv_main_" + sku);
        engine.bean(LruAggregateCache.class).removeAll();
        shop.receive(sku, 1);
        assertThat(engine.events("inv_main_" + sku)
                        .getLast()
                        .payload()
                        .path("available")
                        .asInt())
                .isEqualTo(502);
        // One movement shows the shape of all. How many units were received by then varies.
        is(
                "snapshot-inventory-item",
                snapshot.replaceAll("(\"mov_[^\"]*\",)+", "").replaceAll("\"onHand\":\\d+", "\"onHand\":502"));
    }

    @Test
    void aTokenHasTheApprovedShape() throws IOException {
        var token = new GlobalSequenceTrackingToken(42);
        is("token", written(token));
        is("token-replaying", written(ReplayToken.createReplayToken(token)));
    }

    @ParameterizedTest
    @CsvSource({
        "token, org.axonframework.eventhandling.GlobalSequenceTrackingToken",
        "token-replaying, org.axonframework.eventhandling.ReplayToken",
        "saga-order-placement, io.packhouse.ordering.process.OrderPlacementSaga",
        "saga-order-fulfilment, io.packhouse.ordering.process.OrderFulfilmentSaga",
        "snapshot-inventory-item, io.packhouse.inventory.command.InventoryItem"
    })
    void approvedShapesAreStillRead(String file, String type) throws IOException {
        var json = Files.readString(APPROVED.resolve(file + ".json")).strip();
        Object read = serializer()
                .deserialize(
                        new SimpleSerializedObject<>(json.getBytes(StandardCharsets.UTF_8), byte[].class, type, null));
        assertThat(written(read)).isEqualTo(json);
    }

    /// A saga stored by an earlier build is read and written as this build stores it.
    @Test
    void sagasOfEarlierBuildsAreStillRead() throws IOException {
        var earlier = Files.readString(APPROVED.resolve("saga-order-placement.1.json"))
                .strip();
        Object read = serializer()
                .deserialize(new SimpleSerializedObject<>(
                        earlier.getBytes(StandardCharsets.UTF_8),
                        byte[].class,
                        "io.packhouse.ordering.process.OrderPlacementSaga",
                        null));
        var now =
                Files.readString(APPROVED.resolve("saga-order-placement.json")).strip();
        assertThat(written(read)).isEqualTo(now).isNotEqualTo(earlier);
    }

    private String saga(String order, String type) {
        var sql = """
                select convert_from(serialized_saga, 'UTF8') from engine.saga_entry
                where 'orderId=' || ? = any (associations) and saga_type like ? limit 1""";
        return awaited(sql, order, "%" + type + "%");
    }

    private String awaited(String sql, String... parameters) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> engine.jdbc()
                                .sql(sql)
                                .params(List.of(parameters))
                                .query(String.class)
                                .optional(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private Serializer serializer() {
        return engine.bean(Serializer.class);
    }

    private String written(Object what) {
        return serializer().serialize(what, String.class).getData();
    }

    private static void is(String file, String stored) throws IOException {
        var plain = stored.replaceAll("(ord|pck|per|mov)_[0-9a-z]{26}", "$1_01h45ytscbebyvny4gc8cr8ma2")
                .replaceAll("PH-[0-9A-Z]{9}", "PH-2K4DP6PDC")
                .replaceAll("SKU-\\d+", "SKU-1")
                .replaceAll("\"[0-9a-f]{64}\"", "\"(hash)\"")
                .replaceAll("PACK-\\d+", "PACK-1")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "2026-01-01T00:00:00Z");
        var approved = APPROVED.resolve(file + ".json");
        if (Files.notExists(approved)) {
            Files.createDirectories(PROPOSED);
            Files.writeString(PROPOSED.resolve(file + ".json"), plain + "\n");
        }
        assertThat(approved).exists();
        assertThat(plain).isEqualTo(Files.readString(approved).strip());
    }
}
