package io.packhouse.stories;

import static io.packhouse.testing.Catalog.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.encryption.PersonKeyStore;
import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.RegisteredPersons;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// A text that a person types about a person is shown to those who may read it, is not stored in
/// clear in any table or in the engine's own log, and is erased with the person it is encrypted
/// for. Every field for such a text is used, with one word that occurs nowhere else.
class FreeTextStoryTest {

    static final String WORD = "Quillfeather";
    static final String ERASED = "[erased]";
    static final String BUYER = "/api/v1/users/" + RunningEngine.person(101);

    /// Four of the account, five of each of three orders, two notes, two adjustments.
    static final int TEXTS_OF_BUYER = 23;
    static final String OPERATIONS = "/api/v1/operations/";

    @TempDir
    static Path folder;

    static RunningEngine engine;
    static Shop shop;
    static Catalog catalog;
    static Client staff;
    static Client buyer;

    /// Where each text is shown, and the pointer to it.
    static final Map<String, String> SHOWN_OF_STAFF = new LinkedHashMap<>();

    static final Map<String, String> SHOWN_OF_BUYER = new LinkedHashMap<>();

    @BeforeAll
    static void useEveryTextField() {
        engine = RunningEngine.start(folder);
        shop = new Shop(engine);
        catalog = new Catalog(engine);
        staff = engine.as(Role.ADMIN, 901);
        buyer = engine.buyer(1);
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        engine.anonymous().get("/actuator/health/readiness").status() == 200);
        register();
        cancelOrders();
        moveStock();
        adjustPoints();
        rejectProducts();
        operate();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    private static String text(String what) {
        return "Mrs. " + WORD + " wrote: " + what;
    }

    private static void register() {
        RegisteredPersons.register(engine, RunningEngine.person(101), WORD + "@example.com", "Ada " + WORD);
        ok(buyer.send("PUT", BUYER + "/profile", "{\"name\":\"Augusta %s\"}".formatted(WORD)));
        ok(staff.post(BUYER + "/deactivate", "{\"reason\":\"%s\"}".formatted(text("asked for it"))));
        ok(staff.post(BUYER + "/reactivate", ""));
    }

    /// An order whose address has the word in each of its texts.
    private static String order() {
        var body = Shop.basket("FULL", 1, shop.pack(shop.stock(2)))
                .replace("Ada Example", "Ada " + WORD)
                .replace("Example street 1", WORD + " street 1\",\"street2\":\"floor of " + WORD)
                .replace("Berlin", WORD + "\",\"email\":\"orders@" + WORD + ".example");
        var id = ok(buyer.postUntilAdmitted("/api/v1/orders", body)).string("id");
        shop.event(id, "ordering.OrderAccepted");
        return id;
    }

    private static void cancelOrders() {
        order();
        var own = order();
        var theirs = order();
        ok(buyer.post("/api/v1/orders/" + own + "/cancel", "{\"note\":\"%s\"}".formatted(text("own"))));
        ok(staff.post("/api/v1/orders/" + theirs + "/cancel", "{\"note\":\"%s\"}".formatted(text("called"))));
        for (var order : List.of(own, theirs)) {
            SHOWN_OF_BUYER.put("/api/v1/orders/" + order, "/cancellation/note");
            SHOWN_OF_BUYER.put("/api/v1/orders/" + order + "/history", "/items");
        }
    }

    private static void moveStock() {
        var sku = shop.stock(5);
        var item = "/api/v1/inventory/items/inv_main_" + sku;
        ok(staff.post(item + "/receipts", "{\"quantity\":3,\"reason\":\"%s\"}".formatted(text("came"))));
        ok(staff.post(item + "/corrections", "{\"onHand\":7,\"reason\":\"%s\"}".formatted(text("lost"))));
        ok(staff.post(item + "/returns", "{\"quantity\":1,\"reason\":\"%s\"}".formatted(text("back"))));
        var reserved = ok(staff.post(
                "/api/v1/inventory/reservations",
                "{\"owner\":\"counter\",\"items\":[{\"sku\":\"%s\",\"quantity\":2}]}".formatted(sku)));
        var refused = staff.post(item + "/corrections", "{\"onHand\":0,\"reason\":\"%s\"}".formatted(text("none")));
        assertThat(refused.status()).isEqualTo(409);
        ok(staff.post(
                "/api/v1/inventory/reservations/" + reservation(reserved) + "/release",
                "{\"skus\":[\"%s\"],\"reason\":\"%s\"}".formatted(sku, text("left"))));
        SHOWN_OF_STAFF.put("/api/v1/inventory/movements?item=inv_main_" + sku, "/items");
    }

    private static String reservation(Client.Answer reserved) {
        return reserved.header("Location").replaceAll(".*/", "");
    }

    private static void adjustPoints() {
        var person = RunningEngine.person(101);
        var path = "/api/v1/loyalty/accounts/" + person + "/adjustments";
        for (var points : List.of(50, -20)) {
            ok(staff.post(path, "{\"points\":%s,\"reason\":\"%s\"}".formatted(points, text("sorry"))));
        }
        SHOWN_OF_BUYER.put("/api/v1/loyalty/transactions?person=" + person, "/items");
    }

    private static void rejectProducts() {
        var vendor = engine.as(Role.VENDOR, 201);
        var category = catalog.category(Catalog.word(), "");
        var one = product(vendor, category);
        ok(staff.post(
                "/api/v1/products/" + one + "/reject", "{\"revision\":1,\"reason\":\"%s\"}".formatted(text("no"))));
        var other = product(vendor, category);
        var rows = """
                {"rows":[{"action":"STATUS","productId":"%s","status":"REJECTED","revision":1,
                 "reason":"%s"}]}\
                """.formatted(other, text("neither"));
        var bulk = staff.post("/api/v1/products/bulk", rows);
        assertThat(bulk.text()).contains("\"succeeded\":1");
        for (var product : List.of(one, other)) {
            SHOWN_OF_STAFF.put("/api/v1/products/" + product, "/product/rejection");
        }
    }

    private static String product(Client vendor, String category) {
        return catalog.submitted(vendor, Catalog.body("Cup", Catalog.sku(), category, 100));
    }

    private static void operate() {
        var processor = OPERATIONS + "processors/projections";
        var why = "{\"reason\":\"%s\"}".formatted(text("stop"));
        staff.done(staff.post(processor + "/pause", why));
        staff.done(staff.post(processor + "/resume", why));
        SHOWN_OF_STAFF.put(OPERATIONS + "history", "/items");
    }

    @Test
    void typedTextsAreShownAreStoredEncryptedAndAreErasedWithThePerson() throws IOException {
        SHOWN_OF_BUYER.forEach(FreeTextStoryTest::isShown);
        SHOWN_OF_STAFF.forEach(FreeTextStoryTest::isShown);
        assertThat(tablesWith(WORD)).as("tables with the text in clear").isEmpty();
        assertThat(filesWith(WORD)).as("logs with the text in clear").isEmpty();

        assertThat(exported().split(WORD, -1)).hasSizeGreaterThan(TEXTS_OF_BUYER);
        var events = engine.eventCount();
        ok(staff.post(BUYER + "/erase", ""));
        await().untilAsserted(() -> assertThat(exported()).contains(ERASED).doesNotContain(WORD));
        SHOWN_OF_BUYER.forEach(FreeTextStoryTest::isErased);
        assertThat(engine.eventCount()).isEqualTo(events + 1);
        SHOWN_OF_STAFF.forEach(FreeTextStoryTest::isShown);

        engine.bean(PersonKeyStore.class).erase(RunningEngine.person(901));
        SHOWN_OF_STAFF.forEach(FreeTextStoryTest::isErased);
    }

    private static String exported() {
        var token = engine.token(Role.ADMIN, 901, Duration.ofMinutes(5));
        var export = staff.fetch(BUYER + "/export", "Authorization", "Bearer " + token);
        return new String(export.bytes(), StandardCharsets.UTF_8);
    }

    private static void isShown(String path, String pointer) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(shown(path, pointer)).as(path).contains(WORD));
    }

    private static void isErased(String path, String pointer) {
        assertThat(shown(path, pointer)).as(path).contains(ERASED).doesNotContain(WORD);
    }

    private static String shown(String path, String pointer) {
        return ok(staff.get(path)).body().at(pointer).toString();
    }

    /// Rows as text, where bytes are hexadecimal.
    private static List<String> tablesWith(String word) {
        var owner = engine.bean(DatabaseLogins.class).owner();
        var jdbc = JdbcClient.create(new DriverManagerDataSource(owner.url(), owner.user(), owner.password()));
        var hex = HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8));
        var tables = jdbc.sql("""
                                select format('%I.%I', table_schema, table_name)
                                from information_schema.tables
                                where table_type = 'BASE TABLE'
                                    and table_schema not in ('pg_catalog', 'information_schema')
                                """).query(String.class).list();
        assertThat(tables).contains("events.domain_event_entry", "engine.saga_entry");
        var found = new ArrayList<String>();
        for (var table : tables) {
            var count = jdbc.sql("select count(*) from %s t where t::text ilike ? or t::text like ?".formatted(table))
                    .params("%" + word + "%", "%" + hex + "%")
                    .query(Long.class)
                    .single();
            if (count > 0) {
                found.add(table + " " + count);
            }
        }
        return found;
    }

    private static List<Path> filesWith(String word) throws IOException {
        var found = new ArrayList<Path>();
        try (var files = Files.walk(engine.bean(DataDirectory.class).path())) {
            for (var file : files.filter(f -> f.toString().contains("log")).toList()) {
                if (Files.isRegularFile(file)
                        && !file.toString().contains("pg_wal")
                        && new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(word)) {
                    found.add(file);
                }
            }
        }
        return found;
    }
}
