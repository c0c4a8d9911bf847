package io.packhouse.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// A catalog for stories: vendors and staff, and reads that wait for what was written.
public final class Catalog {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Client staff;
    private final Client buyer;

    public Catalog(RunningEngine engine) {
        staff = engine.as(Role.ADMIN);
        buyer = engine.buyer(7);
    }

    /// A word that occurs nowhere else.
    public static String word() {
        return "Wq" + "abcdefghij".charAt(NUMBER.get() % 10) + "x" + NUMBER.incrementAndGet();
    }

    public static String sku() {
        return "CAT-" + NUMBER.incrementAndGet();
    }

    public String category(String name, String parent) {
        var body = parent.isEmpty()
                ? "{\"name\":\"%s\"}".formatted(name)
                : "{\"name\":\"%s\",\"parentId\":\"%s\"}".formatted(name, parent);
        return created(staff.post("/api/v1/categories", body));
    }

    public String brand(String name) {
        return created(staff.post("/api/v1/brands", "{\"name\":\"%s\"}".formatted(name)));
    }

    /// A body with one variant at that many cents.
    public static String body(String name, String sku, String category, long cents) {
        return """
        {"name":"%s","description":"Something to sell","categoryId":"%s","variants":[
         {"sku":"%s","taxClass":"STANDARD","price":[{"amountMinor":%s,"currency":"EUR"}]}]}\
        """.formatted(name, category, sku, cents);
    }

    /// Drafted by that person, submitted, and approved by staff.
    public String approved(Client maker, String body) {
        var id = submitted(maker, body);
        ok(staff.post("/api/v1/products/" + id + "/approve", "{\"revision\":1}"));
        return id;
    }

    public String submitted(Client maker, String body) {
        var id = created(maker.post("/api/v1/products", body));
        ok(maker.post("/api/v1/products/" + id + "/submit", ""));
        return id;
    }

    /// An answer that includes everything that was written before.
    public JsonNode read(Client reader, String path) {
        var written = ok(staff.post("/api/v1/brands", "{\"name\":\"Marker %s\"}".formatted(word())));
        var answer = reader.get(
                path, "Consistency-Token", written.header("Consistency-Token"), "Prefer", "wait=10, handling=strict");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    public JsonNode search(String query) {
        return read(buyer, "/api/products/search" + query);
    }

    /// The ids of the products found.
    public List<String> found(String query) {
        return ids(search(query).path("items"));
    }

    /// The pack in which that variant is sold.
    public String offer(String product, String sku) {
        return read(staff, "/api/v1/products/" + product).path("variants").values().stream()
                .filter(variant -> variant.path("sku").asString().equals(sku))
                .findFirst()
                .orElseThrow()
                .path("packId")
                .asString();
    }

    public static List<String> ids(JsonNode items) {
        return items.values().stream()
                .map(item -> item.path("productId").asString())
                .toList();
    }

    /// The values of these fields, in one line.
    public static String text(JsonNode node, String... fields) {
        return String.join(
                " ",
                List.of(fields).stream()
                        .map(field -> node.path(field).asString(""))
                        .toList());
    }

    public static Client.Answer ok(Client.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        return answer;
    }

    private static String created(Client.Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.string("id");
    }
}
