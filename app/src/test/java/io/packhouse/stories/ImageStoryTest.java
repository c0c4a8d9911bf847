package io.packhouse.stories;

import static io.packhouse.testing.Catalog.body;
import static io.packhouse.testing.Catalog.ok;
import static io.packhouse.testing.Catalog.sku;
import static io.packhouse.testing.Catalog.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.image.ImageMetadata;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import io.packhouse.testing.TestPictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Images over HTTP: uploaded, listed, arranged, served. Tests are named after the row of the
/// capabilities.
class ImageStoryTest {

    static final String PRODUCTS = "/api/v1/products/";

    final RunningEngine engine = RunningEngine.shared();
    final Catalog catalog = new Catalog(engine);
    final Shop shop = new Shop(engine);
    final Client staff = engine.as(Role.ADMIN);
    final Client vendor = engine.as(Role.VENDOR, 211);
    final Client rival = engine.as(Role.VENDOR, 212);
    final Client buyer = engine.buyer(7);

    @Test
    void cat10SeveralImagesShowAProductInTheGivenOrder() {
        var sku = sku();
        var name = word();
        var id = catalog.approved(staff, body(name, sku, catalog.category(word(), ""), 690));
        var front = uploaded(staff, id, TestPictures.png(400, 300), "Front");
        var back = uploaded(staff, id, TestPictures.jpeg(200, 100), "Back");
        var drawn = uploaded(staff, id, TestPictures.svg("<path d=\"M0 0h9\"/>"), "Drawn");
        assertThat(uploaded(staff, id, TestPictures.png(400, 300), "Again")).isEqualTo(front);
        assertThat(shown(id)).isEqualTo("Front 400 Back 200 Drawn 400");

        var order = "{\"order\":[\"%s\",\"%s\",\"%s\"]}".formatted(drawn, front, back);
        ok(staff.send("PUT", PRODUCTS + id + "/images", order));
        ok(staff.send("PUT", PRODUCTS + id + "/images/" + back, "{\"alt\":\" From behind \"}"));
        ok(staff.send("DELETE", PRODUCTS + id + "/images/" + drawn, ""));
        assertThat(shown(id)).isEqualTo("Front 400 From behind 200");

        var found =
                catalog.read(buyer, PRODUCTS + "search?q=" + name).path("items").get(0);
        assertThat(found.path("image").path("url").asString()).isEqualTo("/images/" + front);
        assertThat(found.path("image").path("srcset").asString())
                .isEqualTo("/images/%1$s?w=160 160w, /images/%1$s?w=320 320w".formatted(front));
        var offer = catalog.read(buyer, PRODUCTS + id).at("/variants/0/packId").asString();
        assertThat(catalog.read(buyer, "/api/v1/packs/" + offer)
                        .at("/images/0/id")
                        .asString())
                .as("an offer shows its product's")
                .isEqualTo(front);
    }

    @Test
    void cat10APackHasImagesOfItsOwn() {
        var pack = shop.pack(shop.stock(1));
        var path = "/api/v1/packs/" + pack + "/images";
        var image = uploaded(staff, path + "?alt=Box", "image/png", TestPictures.png(30, 20));
        var images = catalog.read(buyer, "/api/v1/packs/" + pack).path("images");
        assertThat(images).hasSize(1);
        assertThat(images.at("/0/id").asString()).isEqualTo(image.string("id"));
        assertThat(images.at("/0").has("srcset")).as("narrow already").isFalse();
        assertThat(engine.names(pack)).endsWith("catalog.PackImagesChanged");
        ok(staff.send("PUT", path + "/" + image.string("id"), "{\"alt\":\"Open box\"}"));
        ok(staff.send("PUT", path, "{\"order\":[\"%s\"]}".formatted(image.string("id"))));
        ok(staff.send("DELETE", path + "/" + image.string("id"), ""));
        assertThat(catalog.read(buyer, "/api/v1/packs/" + pack).path("images")).isEmpty();
        assertThat(staff.send("DELETE", path + "/" + image.string("id"), "").string("reason"))
                .isEqualTo("UNKNOWN_IMAGE");
    }

    @Test
    void cat10AVendorsNewImageOfAnApprovedProductNeedsApproval() {
        var sku = sku();
        var id = catalog.approved(vendor, body(word(), sku, catalog.category(word(), ""), 9));
        var other = upload(rival, PRODUCTS + id + "/images?alt=Mine", "image/png", TestPictures.png(9, 9));
        assertThat(other.string("reason")).isEqualTo("UNKNOWN_PRODUCT");
        uploaded(vendor, id, TestPictures.png(9, 9), "Mine");
        var seen = catalog.read(vendor, PRODUCTS + id).path("product");
        assertThat(seen.path("status").asString()).isEqualTo("DRAFT");
        assertThat(seen.path("revision").asInt()).isEqualTo(2);
        assertThat(buyer.get(PRODUCTS + id).status()).isEqualTo(404);
        assertThat(upload(buyer, PRODUCTS + id + "/images?alt=x", "image/png", new byte[1])
                        .status())
                .isEqualTo(403);
    }

    @Test
    void cat10ImagesAreServedInFixedWidthsAndCachedForEver() throws IOException {
        var id = catalog.approved(staff, body(word(), sku(), catalog.category(word(), ""), 9));
        var photo = TestPictures.jpeg(600, 900);
        var path = "/images/" + uploaded(staff, id, photo, "Tall");
        var whole = buyer.fetch(path);
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(whole.header("Cache-Control")).contains("public", "max-age=31536000", "immutable");
        assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(image(whole.bytes())).extracting(BufferedImage::getHeight).isEqualTo(900);
        assertThat(image(buyer.fetch(path + "?w=160").bytes()).getWidth()).isEqualTo(160);
        assertThat(buyer.fetch(
                                path + "?w=160",
                                "If-None-Match",
                                buyer.fetch(path + "?w=160").header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(whole.header("ETag"))
                .isNotEqualTo(buyer.fetch(path + "?w=160").header("ETag"));

        var wrong = buyer.get(path + "?w=200");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.string("reason")).isEqualTo("WIDTH_NOT_OFFERED");
        assertThat(wrong.body().path("offered").toString()).isEqualTo("[160,320,640,1280]");
        assertThat(buyer.get("/images/img_" + "0".repeat(64)).string("reason")).isEqualTo("UNKNOWN_IMAGE");
        assertThat(buyer.get("/images/somewhere").status()).isEqualTo(422);
    }

    @Test
    void cat10AnSvgIsServedAsAnImageWithoutScripts() {
        var id = catalog.approved(staff, body(word(), sku(), catalog.category(word(), ""), 9));
        var drawing = TestPictures.svg("<circle cx=\"9\" cy=\"9\" r=\"%s\"/>".formatted(word().length()));
        var served = buyer.fetch("/images/" + uploaded(staff, id, drawing, "Circle") + "?w=320");
        assertThat(served.bytes()).isEqualTo(drawing);
        assertThat(served.header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(served.header("Content-Security-Policy"))
                .isEqualTo("sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'");
    }

    @Test
    void cat10AFileThatIsNoImageIsRefused() {
        var id = catalog.approved(staff, body(word(), sku(), catalog.category(word(), ""), 9));
        var path = PRODUCTS + id + "/images?alt=Something";
        var before = engine.eventCount();
        var words = upload(staff, path, "image/png", "words".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(words.status()).isEqualTo(422);
        assertThat(words.string("reason")).isEqualTo("NOT_AN_IMAGE");
        var bomb = upload(staff, path, "image/png", TestPictures.bomb(50_000, 50_000));
        assertThat(bomb.string("reason")).isEqualTo("TOO_MANY_PIXELS");
        var script = upload(staff, path, "image/svg+xml", TestPictures.svg("<script>1</script>"));
        assertThat(script.string("reason")).isEqualTo("DRAWING_NOT_PLAIN");
        assertThat(script.string("found")).isEqualTo("<script>");
        var webp = upload(staff, path, "image/webp", new byte[10]);
        assertThat(webp.status()).isEqualTo(415);
        assertThat(webp.header("Accept")).contains("image/png", "image/jpeg", "image/svg+xml");
        assertThat(webp.string("hint")).isEqualTo("Send Content-Type: image/png, image/jpeg, image/svg+xml.");
        var empty = upload(staff, path, "image/png", new byte[0]);
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.string("detail")).isEqualTo("The body is missing.");
        assertThat(empty.string("hint")).contains("image/png").doesNotContain("JSON");
        var large = upload(staff, path, "image/png", new byte[5 * 1024 * 1024 + 1]);
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.string("detail")).contains("5242880");
        assertThat(upload(staff, path, "image/png", Arrays.copyOf(TestPictures.png(9, 9), 2_000_000))
                        .status())
                .as("more than a megabyte is no mistake")
                .isEqualTo(201);
        var mute = upload(staff, PRODUCTS + id + "/images", "image/png", TestPictures.png(9, 9));
        assertThat(mute.status()).isEqualTo(422);
        assertThat(mute.string("parameter")).isEqualTo("alt");
        var order = staff.send("PUT", PRODUCTS + id + "/images", "{\"order\":[\"img_%s\"]}".formatted("0".repeat(64)));
        assertThat(order.string("reason")).isEqualTo("IMAGE_ORDER_INCOMPLETE");
        assertThat(engine.eventCount()).isEqualTo(before + 1);
    }

    @Test
    void cat10TwelveImagesAreTheLimitAndConcurrentUploadsAreAllStored() throws Exception {
        var id = catalog.approved(staff, body(word(), sku(), catalog.category(word(), ""), 9));
        try (var threads = Executors.newFixedThreadPool(12)) {
            var all = threads.invokeAll(IntStream.rangeClosed(1, 12)
                    .<Callable<String>>mapToObj(
                            size -> () -> uploaded(staff, id, TestPictures.png(size, 7), "Of " + size))
                    .toList());
            for (var one : all) {
                assertThat(one.get()).startsWith("img_");
            }
        }
        assertThat(catalog.read(buyer, PRODUCTS + id).path("images")).hasSize(12);
        var more = upload(staff, PRODUCTS + id + "/images?alt=x", "image/png", TestPictures.png(13, 7));
        assertThat(more.status()).isEqualTo(409);
        assertThat(more.string("reason")).isEqualTo("TOO_MANY_IMAGES");
    }

    private String shown(String product) {
        return String.join(
                " ",
                catalog.read(buyer, PRODUCTS + product).path("images").values().stream()
                        .map(i ->
                                i.path("alt").asString() + " " + i.path("width").asInt())
                        .toList());
    }

    private String uploaded(Client maker, String product, byte[] bytes, String alt) {
        var path = PRODUCTS + product + "/images?alt=" + alt.replace(" ", "%20");
        return uploaded(maker, path, type(bytes), bytes).string("id");
    }

    private static Client.Answer uploaded(Client maker, String path, String type, byte[] bytes) {
        var answer = upload(maker, path, type, bytes);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo("/images/" + answer.string("id"));
        return answer;
    }

    private static Client.Answer upload(Client maker, String path, String type, byte[] bytes) {
        return maker.upload(path, type, bytes);
    }

    private static String type(byte[] bytes) {
        return ImageMetadata.typeOf(bytes);
    }

    private static BufferedImage image(byte[] bytes) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(bytes));
    }
}
