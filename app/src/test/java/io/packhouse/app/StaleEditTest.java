package io.packhouse.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Answer;
import io.packhouse.testing.EngineHttpClient;
import io.packhouse.testing.SharedEngine;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two clients read one resource and change it: a change with the `If-Match` of an old version is
/// refused.
class StaleEditTest {

    static final EngineHttpClient STAFF = SharedEngine.shared().as(Role.ADMIN);

    /// How it is created and changed; `%s` is a different text each time.
    record Editable(String path, String body, String method, String change, String text) {

        static Editable put(String path, String body) {
            return new Editable(path, body, "PUT", "", body);
        }
    }

    static Stream<Editable> editables() {
        var pack = """
                {"name":"%s","taxClass":"STANDARD","contents":{"STALE-1":1}}\
                """;
        var reward = "{\"name\":\"%s\",\"description\":\"\",\"points\":5,\"from\":\"GREEN\"}";
        return Stream.of(
                Editable.put("/api/v1/brands", "{\"name\":\"%s\"}"),
                Editable.put("/api/v1/categories", "{\"name\":\"%s\"}"),
                new Editable(
                        "/api/v1/packs",
                        "{\"kind\":\"STARTER\",\"sku\":\"STALE-P\",\"taxClass\":\"STANDARD\",\"name\":\"%s\"}",
                        "PUT",
                        "",
                        pack),
                new Editable(
                        "/api/v1/products",
                        "{\"name\":\"%s\",\"description\":\"d\",\"variants\":[{\"sku\":\"STALE-V\","
                                + "\"name\":\"v\",\"taxClass\":\"STANDARD\"}]}",
                        "PUT",
                        "",
                        "{\"name\":\"%s\",\"description\":\"d\"}"),
                new Editable("/api/v1/loyalty/rewards", reward, "POST", "/revise", reward));
    }

    @ParameterizedTest
    @MethodSource("editables")
    void theSecondChangeOfOneVersionIsRefusedUntilItIsReadAgain(Editable thing) {
        var made = STAFF.command(thing.path(), text(thing.body()));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var address = made.header("Location");
        var read = read(address, made);

        var first = change(thing, address, read.header("ETag"));
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        for (var stale : new String[] {read.header("ETag"), made.header("ETag")}) {
            var second = change(thing, address, stale);
            assertThat(second.status()).as(second.text()).isEqualTo(412);
            assertThat(second.at("/reason")).isEqualTo("VERSION_CHANGED");
            assertThat("\"v" + second.at("/currentVersion") + "\"").isEqualTo(first.header("ETag"));
        }
        var again = read(address, first);
        assertThat(change(thing, address, again.header("ETag")).status()).isEqualTo(200);
        assertThat(change(thing, address, "*").status()).isEqualTo(200);
    }

    @Test
    void ofManyConcurrentChangesOfOneVersionOneIsAccepted() throws Exception {
        var brand = STAFF.command("/api/v1/brands", text("{\"name\":\"%s\"}"));
        try (var people = Executors.newFixedThreadPool(8)) {
            var answers = IntStream.range(0, 8)
                    .mapToObj(_ -> people.submit(() -> rename(brand, brand.header("ETag"))))
                    .toList();
            var statuses = new java.util.ArrayList<Integer>();
            for (var answer : answers) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        }
    }

    @Test
    void aWeakOrForeignTagMatchesNothingAndAnInvalidTagIsRefused() {
        var brand = STAFF.command("/api/v1/brands", text("{\"name\":\"%s\"}"));
        assertThat(rename(brand, "W/" + brand.header("ETag")).status()).isEqualTo(412);
        assertThat(rename(brand, "\"abc\"").status()).isEqualTo(412);
        assertThat(rename(brand, "v1").status()).isEqualTo(400);
        var list = "\"abc\", " + brand.header("ETag");
        assertThat(rename(brand, list).status()).isEqualTo(200);
    }

    private static Answer rename(Answer brand, String tag) {
        return send("PUT", brand.header("Location"), text("{\"name\":\"%s\"}"), tag);
    }

    private static Answer change(Editable thing, String address, String tag) {
        return send(thing.method(), address + thing.change(), text(thing.text()), tag);
    }

    private static Answer send(String method, String path, String body, String tag) {
        return STAFF.send(method, path, body, "If-Match", tag);
    }

    private static Answer read(String address, Answer after) {
        var read = STAFF.get(address, "Consistency-Token", after.header("Consistency-Token"));
        assertThat(read.status()).as(read.text()).isEqualTo(200);
        return read;
    }

    private static String text(String form) {
        return form.formatted("Stale " + UUID.randomUUID());
    }
}
