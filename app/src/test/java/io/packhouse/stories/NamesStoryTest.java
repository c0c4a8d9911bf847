package io.packhouse.stories;

import static io.packhouse.testing.Catalog.ok;
import static io.packhouse.testing.Catalog.sku;
import static io.packhouse.testing.Catalog.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.Role;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import io.packhouse.testing.TestPictures;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every text that names something: invisible characters are refused with field and reason and
/// nothing is recorded, and names that look alike are one name.
class NamesStoryTest {

    static final Set<String> OPTIONAL = Set.of("#/variants/0/name", "#/shipTo/street2");

    final RunningEngine engine = RunningEngine.shared();
    final Client staff = engine.as(Role.ADMIN);
    final Catalog catalog = new Catalog(engine);
    final Shop shop = new Shop(engine);

    /// Path, body with `%s` for the name, and the pointer to it.
    static Stream<Arguments> places() {
        return Stream.of(
                place("/api/v1/brands", "{'name':'%s'}", "#/name"),
                place("/api/v1/categories", "{'name':'%s'}", "#/name"),
                place(
                        "/api/v1/products",
                        "{'name':'%s','variants':[{'sku':'NAME-1','taxClass':'STANDARD'}]}",
                        "#/name"),
                place(
                        "/api/v1/products",
                        "{'name':'Tea','variants':[{'sku':'NAME-1','taxClass':'STANDARD','name':'%s'}]}",
                        "#/variants/0/name"),
                place("/api/v1/packs", "{'kind':'STARTER','name':'%s','sku':'NAME-2','taxClass':'STANDARD'}", "#/name"),
                place("/api/v1/loyalty/rewards", "{'name':'%s','description':'','points':5,'from':'GREEN'}", "#/name"),
                order("name"),
                order("street"),
                order("city"),
                order("postalCode"),
                order("street2"));
    }

    private static Arguments order(String field) {
        var address = """
                {'name':'Ada','street':'Pump Street 1','street2':'Yard','postalCode':'10115',
                 'city':'Berlin','country':'DE'}\
                """.replaceAll("('%s':')[^']*".formatted(field), "$1%s");
        return place(
                "/api/v1/orders",
                "{'currency':'EUR','lines':[{'packId':'pck_01jd0000000000000000000001','quantity':1}],'shipTo':"
                        + address
                        + "}",
                "#/shipTo/" + field);
    }

    private static Arguments place(String path, String body, String pointer) {
        return Arguments.of(path, body.replace('\'', '"'), pointer);
    }

    @ParameterizedTest
    @MethodSource("places")
    void invisibleCharactersAreRefusedWithFieldAndReason(String path, String body, String pointer) {
        var before = engine.eventCount();
        if (!OPTIONAL.contains(pointer)) { // An optional name may be blank.
            refused(staff.post(path, body.formatted("\\u00a0\\u3000")), pointer, "visible character");
        }
        refused(staff.post(path, body.formatted("Tea\\u202egnp")), pointer, "U+202E");
        refused(staff.post(path, body.formatted("Tea\\u0007")), pointer, "U+0007");
        refused(staff.post(path, body.formatted("\u200b")), pointer, "U+200B");
        refused(staff.post(path, body.formatted("x".repeat(121))), pointer, "121 characters");
        assertThat(engine.eventCount()).isEqualTo(before);
    }

    @Test
    void theAltTextOfAnImageIsANameToo() {
        var pack = shop.pack(shop.stock(1));
        var alt = URLEncoder.encode("\u00a0", StandardCharsets.UTF_8);
        var answer = staff.upload("/api/v1/packs/" + pack + "/images?alt=" + alt, "image/png", png());
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("alt", "visible character");
    }

    private static byte[] png() {
        return TestPictures.png(2, 2);
    }

    @Test
    void twoBrandsCannotHaveOneName() {
        var word = word();
        var brand = catalog.brand(word + " Tr\u00e9ding");
        for (var other : new String[] {"  Tr\u00e9ding", "\u00a0TREDING ", " tre\u0301ding"}) {
            var again = staff.post("/api/v1/brands", "{\"name\":\"%s\"}".formatted(word + other));
            assertThat(ok(again).string("id")).as(other).isEqualTo(brand);
            assertThat(again.body().path("events")).isEmpty();
        }
        var renamed = catalog.brand(word());
        var taken = staff.send("PUT", "/api/v1/brands/" + renamed, "{\"name\":\"%s  treding\"}".formatted(word));
        assertThat(taken.string("reason")).isEqualTo("BRAND_EXISTS");
    }

    @Test
    void twoCategoriesOfOneParentCannotHaveOneName() {
        var word = word();
        catalog.category(word + " Caf\u00e9", "");
        var again = staff.post("/api/v1/categories", "{\"name\":\"%s  CAFE\\u0301\"}".formatted(word));
        assertThat(again.string("reason")).as(again.text()).isEqualTo("NAME_TAKEN");
    }

    @Test
    void aNameIsStoredComposedWithSingleBlanks() {
        var word = word();
        var body = """
                {"name":"\u3000%s  Cafe\u0301\u00a0au lait ","variants":[
                 {"sku":"%s","taxClass":"STANDARD"}]}\
                """.formatted(word, sku());
        var product = ok(staff.post("/api/v1/products", body));
        var read = catalog.read(staff, "/api/v1/products/" + product.string("id"));
        assertThat(read.at("/product/name").asString()).isEqualTo(word + " Caf\u00e9 au lait");
    }

    private static void refused(Client.Answer answer, String pointer, String reason) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.body().at("/errors/0/pointer").asString())
                .as(answer.text())
                .isEqualTo(pointer);
        assertThat(answer.text()).contains(reason);
    }
}
