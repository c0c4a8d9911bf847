package io.packhouse.querying;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.encryption.PersonKeyStore;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.inventory.api.InventoryItemEvent.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.StockMovementId;
import io.packhouse.ordering.api.DeliveryAddress;
import io.packhouse.shared.api.PersonId;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.web.context.ConfigurableWebApplicationContext;

class QueryEndpointsTest {

    static final PersonId BUYER = new PersonId("per_01jd0000000000000000000001");
    static final PersonId OTHER = new PersonId("per_01jd0000000000000000000002");

    @TempDir
    static Path folder;

    static ConfigurableWebApplicationContext engine;
    static JdbcClient jdbc;
    static QueryTestEndpoints staff;
    static QueryTestEndpoints buyer;
    static QueryTestEndpoints anonymous;

    @BeforeAll
    static void start() {
        engine = (ConfigurableWebApplicationContext) new SpringApplicationBuilder(QueryTestApplication.class)
                .web(WebApplicationType.SERVLET)
                .run(
                        "--packhouse.data=" + folder.resolve("data"),
                        "--axon.axonserver.enabled=false",
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn");
        jdbc = engine.getBean(JdbcClient.class);
        var mvc = MockMvcBuilders.webAppContextSetup(engine).build();
        staff = new QueryTestEndpoints(mvc, OTHER.value(), "orders:read-all,orders:manage,catalog:write");
        buyer = new QueryTestEndpoints(mvc, BUYER.value(), "orders:read");
        anonymous = new QueryTestEndpoints(mvc, "anonymous", "none");
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void usesItsOwnReadOnlyConnections() {
        assertThat(engine.getBean(PlatformTransactionManager.class)).isInstanceOf(JdbcTransactionManager.class);
        assertThat(engine.getBeanNamesForType(EntityManagerFactory.class)).containsExactly("readerEntities");
    }

    @Test
    void aListSkipsAndRepeatsNoRowDuringChanges() throws Exception {
        for (var i = 10; i < 20; i++) {
            stock("PAGED-" + i, i);
        }
        var first = staff.json("/api/v1/inventory?q=PAGED&limit=4");
        stock("PAGED-00", 1);
        stock("PAGED-135", 1);
        jdbc.sql("delete from read.inventory_stock where sku = 'PAGED-13'").update();
        var second = staff.json(QueryTestEndpoints.text(first, "next"));
        var third = staff.json(QueryTestEndpoints.text(second, "next"));
        var met = new ArrayList<>(QueryTestEndpoints.texts(first.get("items"), "sku"));
        met.addAll(QueryTestEndpoints.texts(second.get("items"), "sku"));
        met.addAll(QueryTestEndpoints.texts(third.get("items"), "sku"));
        assertThat(met)
                .containsExactly(
                        "PAGED-10",
                        "PAGED-11",
                        "PAGED-12",
                        "PAGED-13",
                        "PAGED-135",
                        "PAGED-14",
                        "PAGED-15",
                        "PAGED-16",
                        "PAGED-17",
                        "PAGED-18",
                        "PAGED-19");
        assertThat(QueryTestEndpoints.text(third, "next")).isNull();
        assertThat(QueryTestEndpoints.text(first, "prev")).isNull();
        var back = staff.json(QueryTestEndpoints.text(third, "prev"));
        assertThat(QueryTestEndpoints.texts(back.get("items"), "sku"))
                .isEqualTo(QueryTestEndpoints.texts(second.get("items"), "sku"));
    }

    @Test
    void aCursorIsValidForItsOwnListOnly() throws Exception {
        for (var i = 0; i < 3; i++) {
            stock("CUR-" + i, i);
        }
        var next = QueryTestEndpoints.text(staff.json("/api/v1/inventory?q=CUR&limit=1"), "next");
        assertThat(staff.get(next).getStatus()).isEqualTo(200);
        assertThat(staff.get(next.replace("q=CUR", "q=CUT")).getStatus()).isEqualTo(422);
        var place = next.indexOf("cursor=") + 30;
        var other = next.charAt(place) == 'A' ? 'B' : 'A';
        var tampered = next.substring(0, place) + other + next.substring(place + 1);
        assertThat(staff.get(tampered).getStatus()).isEqualTo(422);
        assertThat(staff.get("/api/v1/inventory?cursor=%21").getStatus()).isEqualTo(422);
        assertThat(staff.get("/api/v1/inventory?cursor=").getStatus()).isEqualTo(422);
        assertThat(staff.get("/api/v1/inventory?limit=0").getStatus()).isEqualTo(422);
        assertThat(staff.get("/api/v1/inventory?limit=201").getStatus()).isEqualTo(422);
    }

    @Test
    void anUnchangedRowIsNotSentAgain() throws Exception {
        stock("SEEN", 5);
        var answer = staff.get("/api/v1/inventory/SEEN");
        assertThat(answer.getContentAsString()).contains("\"available\":5");
        var tag = answer.getHeader("ETag");
        var again = staff.get("/api/v1/inventory/items/inv_main_SEEN", "If-None-Match", tag);
        assertThat(again.getStatus()).isEqualTo(304);
        assertThat(staff.get("/api/v1/inventory/UNSEEN").getStatus()).isEqualTo(404);
        var many = staff.post("/api/v1/inventory/status", "{\"skus\":[\"SEEN\",\"UNSEEN\"]}");
        assertThat(many.getContentAsString()).endsWith("\"unknown\":[\"UNSEEN\"]}");
    }

    @Test
    void aWriterReadsItsOwnWrites() throws Exception {
        for (var i = 0; i < 50; i++) {
            var position = receive("OWN-" + i, i + 1);
            var seen = staff.json("/api/v1/inventory/OWN-" + i, "Consistency-Token", "g." + position);
            assertThat(seen.get("onHand").asInt()).isEqualTo(i + 1);
            var movements = staff.json(
                    "/api/v1/inventory/transactions?item=inv_main_OWN-" + i, "Consistency-Token", "g." + position);
            assertThat(movements.get("items")).hasSize(1);
        }
    }

    @Test
    void aStaleResponseIsMarked() throws Exception {
        var future = "g.900000000";
        var list = "/api/v1/inventory";
        var stale = staff.get(list, "Consistency-Token", future, "Prefer", "wait=0");
        assertThat(stale.getStatus()).isEqualTo(200);
        assertThat(stale.getHeader("Consistency")).matches("behind=\\d+");
        assertThat(stale.getHeader("Preference-Applied")).isEqualTo("wait=0");
        var strict = staff.get(list, "Consistency-Token", future, "Prefer", "wait=0, handling=strict");
        assertThat(strict.getStatus()).isEqualTo(503);
        assertThat(staff.get(list, "Consistency-Token", "7").getStatus()).isEqualTo(400);
    }

    @Test
    void aStoppedProjectionIsReportedAsBehind() throws Exception {
        var processor = engine.getBean(EventProcessingConfiguration.class)
                .eventProcessor("projections")
                .orElseThrow();
        var position = receive("STOPPED", 1);
        var lag = staff.json("/api/v1/operations/projections").get("items").get(0);
        assertThat(lag.get("processor").asString()).startsWith("projection");
        processor.shutDown();
        try {
            var strict = anonymous.get(
                    "/api/v1/packs", "Consistency-Token", "g." + position, "Prefer", "wait=0, handling=strict");
            assertThat(strict.getStatus()).isEqualTo(503);
        } finally {
            processor.start();
        }
    }

    @Test
    void theEventLogIsReadUpToTheSettledPosition() throws Exception {
        var first = receive("LOG", 1);
        var last = receive("LOG2", 2);
        var until = System.nanoTime() + 10_000_000_000L;
        while (engine.getBean(EventTail.class).position() < last && System.nanoTime() < until) {
            Thread.sleep(2);
        }
        var log = staff.json("/api/v1/audit/events?limit=1&after=" + (first - 1));
        var entry = log.get("items").get(0);
        assertThat(entry.get("position").asLong()).isEqualTo(first);
        assertThat(entry.get("name").asString()).isEqualTo("inventory.StockReceived");
        assertThat(entry.get("payload").get("onHand").asInt()).isEqualTo(1);
        assertThat(entry.get("metadata").get("actor").asString()).isEqualTo(BUYER.value());
        assertThat(staff.get("/api/v1/audit/events?limit=0").getStatus()).isEqualTo(422);
    }

    @Test
    void aPackShowsItsAvailability() throws Exception {
        stock("TEA", 45);
        stock("CUP", 9);
        pack(1, "PUBLISHED", "{\"TEA\": 20, \"CUP\": 3}");
        pack(2, "DRAFT", "{}");
        var packs = anonymous.json("/api/v1/packs?kind=STARTER").get("items");
        assertThat(packs).hasSize(1);
        assertThat(packs.get(0).get("inventory").asInt()).isEqualTo(2);
        assertThat(packs.get(0).get("price").get(0).toString())
                .isEqualTo("{\"amountMinor\":4900,\"currency\":\"EUR\"}");
        assertThat(staff.json("/api/v1/packs").get("items")).hasSize(2);
        assertThat(anonymous.get(packId(2)).getStatus()).isEqualTo(404);
        assertThat(staff.get(packId(2)).getStatus()).isEqualTo(200);
        var tag = anonymous.get(packId(1)).getHeader("ETag");
        assertThat(anonymous.get(packId(1), "If-None-Match", tag).getStatus()).isEqualTo(304);
        jdbc.sql("update read.inventory_stock set available = 0, position = 9000 where sku = 'CUP'")
                .update();
        assertThat(anonymous.get(packId(1), "If-None-Match", tag).getContentAsString())
                .contains("\"inventory\":0");
    }

    @Test
    void aBuyerSeesTheirOwnOrdersAndStaffSeeAll() throws Exception {
        var at = Instant.parse("2026-11-21T10:00:00.123456Z");
        for (var i = 1; i <= 5; i++) {
            order(i, BUYER, "CONFIRMED", at); // One instant: the id decides.
        }
        order(6, BUYER, "PLACED", at);
        order(7, BUYER, "REJECTED", at);
        order(8, OTHER, "PENDING", at.plusSeconds(1));
        var first = buyer.json("/api/v1/orders?limit=2");
        var second = buyer.json(QueryTestEndpoints.text(first, "next"));
        var third = buyer.json(QueryTestEndpoints.text(second, "next"));
        assertThat(QueryTestEndpoints.texts(first.get("items"), "id")).containsExactly(id(5), id(4));
        assertThat(QueryTestEndpoints.texts(second.get("items"), "id")).containsExactly(id(3), id(2));
        assertThat(QueryTestEndpoints.texts(third.get("items"), "id")).containsExactly(id(1));
        assertThat(QueryTestEndpoints.text(third, "next")).isNull();
        var back = buyer.json(QueryTestEndpoints.text(third, "prev"));
        assertThat(QueryTestEndpoints.texts(back.get("items"), "id")).containsExactly(id(3), id(2));
        assertThat(buyer.get("/api/v1/orders/" + id(8)).getStatus()).isEqualTo(404);
        assertThat(buyer.get("/api/v1/orders/" + id(8) + "/items").getStatus()).isEqualTo(404);
        assertThat(staff.json("/api/v1/orders?status=PENDING,REJECTED").get("items"))
                .hasSize(2);
        assertThat(staff.json("/api/v1/orders?buyer=" + BUYER).get("items")).hasSize(7);
        assertThat(buyer.json("/api/v1/orders?buyer=" + OTHER).get("items")).hasSize(5);
        var number = "/api/v1/orders?number=PH-000000018";
        assertThat(staff.json(number + "&buyer=" + OTHER).get("items")).hasSize(1);
        assertThat(buyer.json(number).get("items")).hasSize(5);
        assertThat(buyer.json("/api/v1/orders?number=PH-1").get("items")).isEmpty();
        payment(1);
        assertThat(buyer.json("/api/v1/orders/" + id(1) + "/payments").get("items"))
                .hasSize(1);
        var stranger = new QueryTestEndpoints(staff.mvc(), "per_x", "orders:read");
        assertThat(stranger.json("/api/v1/payments/order/" + id(1)).get("items"))
                .isEmpty();
        assertThat(stranger.get("/api/v1/payments/pay_" + id(1) + "_FULL").getStatus())
                .isEqualTo(404);
    }

    @Test
    void anAddressIsShownUntilThePersonIsErased() throws Exception {
        var person = new PersonId("per_01jd0000000000000000000003");
        order(9, person, "PROCESSING", Instant.parse("2026-11-20T10:00:00Z"));
        var mine = new QueryTestEndpoints(staff.mvc(), person.value(), "orders:read,orders:place");
        var answer = mine.get("/api/v1/orders/" + id(9));
        assertThat(answer.getContentAsString())
                .contains("\"city\":\"Berlin\"")
                .contains("\"allowedCommands\":[{\"name\":\"cancel\",");
        assertThat(staff.json("/api/v1/orders/" + id(9)).get("allowedCommands")).hasSize(2);
        var auditor = new QueryTestEndpoints(staff.mvc(), OTHER.value(), "orders:read,orders:read-all");
        assertThat(auditor.json("/api/v1/orders/" + id(9)).get("allowedCommands"))
                .isEmpty();
        engine.getBean(PersonKeyStore.class).erase(person);
        var tag = answer.getHeader("ETag");
        var after = mine.get("/api/v1/orders/" + id(9), "If-None-Match", tag);
        assertThat(after.getStatus()).isEqualTo(200);
        assertThat(after.getContentAsString()).contains("\"shipTo\":null").doesNotContain("Berlin");
    }

    private static long receive(String sku, int quantity) {
        var item = new InventoryItemId("inv_main_" + sku);
        var event = new StockReceived(
                item,
                new StockMovementId("mov_1"),
                quantity,
                engine.getBean(PersonalDataCipher.class).seal(BUYER, "delivery"),
                quantity,
                quantity);
        var message = new GenericDomainEventMessage<>(
                "InventoryItem", item.value(), 0, event, Map.of("actor", BUYER.value()));
        var store = engine.getBean(EventStore.class);
        engine.getBean(TransactionManager.class).executeInTransaction(() -> store.publish(List.of(message)));
        return jdbc.sql("select global_index from events.domain_event_entry where aggregate_identifier = ?")
                .param(item.value())
                .query(Long.class)
                .single();
    }

    private static void stock(String sku, int available) {
        jdbc.sql("""
                        insert into read.inventory_stock (item_id, sku, location, on_hand, reserved,
                            committed, available, low_stock_at, position, changed_at)
                        values (?, ?, 'main', ?, 0, 0, ?, 0, 1, now())
                        """).params("inv_main_" + sku, sku, available, available).update();
    }

    private static void pack(int number, String status, String contents) {
        jdbc.sql("""
                        insert into read.pack (pack_id, kind, name, sku, vendor_id, tax_class,
                            status, terms_version, contents, prices, position, changed_at)
                        values (?, 'STARTER', 'Starter', 'TEA', 'ven', 'ZERO', ?, 1,
                            cast(? as jsonb), '{"EUR": 4900}', 1, now())
                        """)
                .params("pck_01jd000000000000000000000" + number, status, contents)
                .update();
    }

    private static String packId(int number) {
        return "/api/v1/packs/pck_01jd000000000000000000000" + number;
    }

    private static void order(int number, PersonId person, String status, Instant at) {
        var address = engine.getBean(PersonalDataCipher.class)
                .seal(person, new DeliveryAddress("A", "Street 1", null, "10115", "Berlin", "DE", null));
        jdbc.sql("""
                        insert into read.customer_order (order_id, order_number, buyer, status,
                            payment_status, plan, currency, net_minor, shipping_minor, tax_minor,
                            rounding_minor, total_minor, due_now_minor, due_later_minor, paid_minor,
                            refunded_minor, line_count, country, placed_at, expires_at, shortages,
                            ship_to_person, ship_to_key_version, ship_to_encrypted, position,
                            changed_at)
                        values (?, 'PH-000000018', ?, ?, 'PAID', 'FULL', 'EUR', 1, 2, 3, 0, 6, 6, 0,
                            6, 0, 1, 'DE', ?, ?, '[]', ?, ?, ?, 7, now())
                        """)
                .params(
                        id(number),
                        person.value(),
                        status,
                        at.atOffset(ZoneOffset.UTC),
                        at.atOffset(ZoneOffset.UTC),
                        person.value(),
                        address.keyVersion(),
                        address.ciphertext())
                .update();
    }

    private static void payment(int number) {
        jdbc.sql("""
                        insert into read.payment (payment_id, order_id, installment, status,
                            currency, amount_minor, captured_minor, refunded_minor, pay_url,
                            expires_at, position, changed_at)
                        values (?, ?, 'FULL', 'OPEN', 'EUR', 6, 0, 0, 'x', now(), 3, now())
                        """).params("pay_" + id(number) + "_FULL", id(number)).update();
    }

    private static String id(int number) {
        return "ord_01jd000000000000000000000" + number;
    }
}
