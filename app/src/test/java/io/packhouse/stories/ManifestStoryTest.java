package io.packhouse.stories;

import static io.packhouse.testing.Catalog.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.Sku;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.Client.Answer;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.openpdf.text.pdf.PRStream;
import org.openpdf.text.pdf.PdfName;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;
import tools.jackson.databind.JsonNode;

/// Uploading and downloading manifests over HTTP. Tests are named after the rows of the
/// capabilities.
class ManifestStoryTest {

    static final String HEADER = "sku,product_name,quantity,condition,unit_retail,currency";
    static final String SMALL = HEADER
            + "\r\nTEA-1,\"Tea, \"\"fine\"\"\",3,NEW,12.50,EUR"
            + "\r\nTEA-2,'=1+1,2,OPEN_BOX,,\r\nCUP-1,Cup,10,DAMAGED,900,JPY\r\n";

    final RunningEngine engine = RunningEngine.shared();
    final Shop shop = new Shop(engine);
    final Catalog catalog = new Catalog(engine);
    final Client staff = engine.as(Role.ADMIN);
    final Client buyer = engine.buyer(41);

    @Test
    void man01And02ARowIsALineAndItsConditionIsChecked() {
        var pack = pack();
        var published = ok(upload(pack, SMALL));
        assertThat(published.status()).isEqualTo(201);
        assertThat(published.body().path("version").asInt()).isEqualTo(1);
        assertThat(published.body().path("units").asInt()).isEqualTo(15);
        var read = catalog.read(buyer, published.header("Location"));
        var line = read.path("items").get(1);
        assertThat(line.path("productName").asString()).isEqualTo("=1+1");
        assertThat(line.path("condition").asString()).isEqualTo("OPEN_BOX");
        assertThat(line.hasNonNull("unitRetail")).isFalse();
        assertThat(read.path("items")
                        .get(2)
                        .path("unitRetail")
                        .path("amountMinor")
                        .asInt())
                .isEqualTo(900);
        var progress =
                staff.get("/api/v1/manifest-uploads/" + published.string("id")).body();
        assertThat(progress.path("state").asString()).isEqualTo("PUBLISHED");
        assertThat(progress.path("percent").asInt()).isEqualTo(100);
        assertThat(buyer.post("/api/packs/" + pack + "/manifests", SMALL, csv()).status())
                .isEqualTo(403);
    }

    @Test
    void man02ColumnsAreReadInAnyOrderCaseSeparatorAndCharset() throws Exception {
        var pack = pack();
        var text = "Condition;QUANTITY;Product_Name;sku\nused;4;Käse – groß;CHE-1\n";
        var bytes = text.getBytes(Charset.forName("windows-1252"));
        var answer = raw(pack, "text/csv;charset=windows-1252", bytes);
        assertThat(answer).isEqualTo(201);
        assertThat(latest(pack).path("items").get(0).path("productName").asString())
                .isEqualTo("Käse – groß");
        assertThat(raw(pack, "text/csv", bytes)).as("not UTF-8").isEqualTo(422);
        assertThat(raw(pack, "text/csv;charset=utf-16", bytes)).isEqualTo(415);
    }

    @Test
    void man02JsonIsReadToo() {
        var pack = pack();
        var body = """
                {"lines":[{"sku":"A-1","productName":"=A","quantity":2,"condition":"SALVAGE",
                 "unitRetail":{"amountMinor":1999,"currency":"EUR"}}]}\
                """;
        ok(staff.post("/api/packs/" + pack + "/manifests", body));
        var line = latest(pack).path("items").get(0);
        assertThat(line.path("unitRetail").path("amountMinor").asInt()).isEqualTo(1999);
        assertThat(line.path("productName").asString()).isEqualTo("=A");
        var unknown = staff.post("/api/packs/" + pack + "/manifests", body.replace("sku", "ski"));
        assertThat(unknown.string("reason")).isEqualTo("WRONG_COLUMNS");
        var broken = staff.post("/api/packs/" + pack + "/manifests", body + "x");
        assertThat(broken.string("reason")).isEqualTo("UNREADABLE_FILE");
        assertThat(broken.status()).isEqualTo(422);
    }

    @Test
    void man02EachRejectedRowIsReportedWithItsFaultAndNothingIsPublished() {
        var pack = pack();
        var before = engine.names(pack);
        var count = engine.eventCount();
        var file = HEADER + "\nTEA-1,Tea,3,NEW,,\ntea 2,Tea,0,SHINY,1.999,EUR\nTEA-3,,many,USED,5,\n\nTEA-4,Tea\n";
        var answer = upload(pack, file);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.string("reason")).isEqualTo("ROWS_REJECTED");
        assertThat(answer.body().path("rows").asInt()).isEqualTo(4);
        assertThat(answer.body().path("rejectedRows").asInt()).isEqualTo(3);
        assertThat(answer.body().path("rejections").values().stream()
                        .map(r -> words(r, "row", "line", "field", "code", "value")))
                .containsExactly(
                        "2 3 sku FORM tea 2",
                        "2 3 quantity OUT_OF_RANGE 0",
                        "2 3 condition UNKNOWN_CONDITION SHINY",
                        "2 3 unit_retail TOO_PRECISE 1.999",
                        "3 4 product_name MISSING ",
                        "3 4 quantity NOT_A_NUMBER many",
                        "3 4 currency MISSING ",
                        "4 6  CELLS ");
        assertThat(engine.names(pack)).isEqualTo(before);
        assertThat(engine.eventCount()).isEqualTo(count);
        var rejected = staff.get(answer.string("rejected")).text();
        assertThat(rejected.lines()).hasSize(4);
        assertThat(rejected).startsWith(HEADER + ",problem\r\n").contains("UNKNOWN_CONDITION");
        var whole = staff.get(answer.string("rejected") + "?rows=ALL").text();
        var repaired = whole.replace("tea 2,Tea,0,SHINY,1.999,EUR", "TEA-2,Tea,1,USED,1.99,EUR")
                .replace("TEA-3,,many,USED,5,,", "TEA-3,Pot,7,USED,5,EUR,")
                .replace("TEA-4,Tea,,,,,", "TEA-4,Tea,1,NEW,,,");
        var published = ok(upload(pack, repaired));
        assertThat(published.body().path("units").asInt()).isEqualTo(12);
    }

    @Test
    void man02WrongColumnsAreOnePreciseProblem() {
        var pack = pack();
        var wrong = upload(pack, "sku,name,quantity,condition,quantity\nA,B,1,NEW,1\n");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.string("reason")).isEqualTo("WRONG_COLUMNS");
        assertThat(wrong.body().path("unknown").get(0).asString()).isEqualTo("name");
        assertThat(wrong.body().path("missing").get(0).asString()).isEqualTo("product_name");
        assertThat(wrong.body().path("twice").get(0).asString()).isEqualTo("quantity");
        assertThat(upload(pack, HEADER).string("reason")).isEqualTo("EMPTY_MANIFEST");
        assertThat(upload(pack, "").string("reason")).isEqualTo("EMPTY_MANIFEST");
        assertThat(upload(pack, HEADER + "\nA,\"B").status()).isEqualTo(422);
        var unknown = "pck_01h455vb4pex5vsknk084sn02q";
        assertThat(upload(unknown, SMALL).string("reason")).isEqualTo("UNKNOWN_PACK");
    }

    @Test
    void man02ADryRunStoresNothing() {
        var pack = pack();
        var count = engine.eventCount();
        var path = "/api/packs/" + pack + "/manifests?dryRun=true";
        var right = staff.post(path, SMALL, csv()).body();
        assertThat(words(right, "rows", "units", "rejectedRows")).isEqualTo("3 15 0");
        var wrong = staff.post(path, HEADER + "\nA,B,0,NEW,,", csv()).body();
        assertThat(wrong.path("rejectedRows").asInt()).isEqualTo(1);
        assertThat(engine.eventCount()).isEqualTo(count);
    }

    @Test
    void man02DryRunIsTrueOrFalse() {
        var pack = pack();
        var path = "/api/packs/" + pack + "/manifests?dryRun";
        for (var neither : List.of("", "=", "=TRUE", "=1", "=false&dryRun=true")) {
            var answer = staff.post(path + neither, SMALL, csv());
            assertThat(answer.status()).as(neither).isEqualTo(422);
            assertThat(words(answer.body().path("errors").get(0), "pointer", "detail"))
                    .isEqualTo("dryRun must be true or false");
        }
        assertThat(ok(staff.post(path + "=false", SMALL, csv())).status()).isEqualTo(201);
        awaitManifest(pack, 1);
    }

    @Test
    void man02TheSameKeyIsTheSameUpload() {
        var pack = pack();
        var key = new String[] {
            "Content-Type", "text/csv", "Idempotency-Key", UUID.randomUUID().toString()
        };
        var path = "/api/v1/packs/" + pack + "/manifests";
        var first = ok(staff.post(path, SMALL, key));
        var again = ok(staff.post(path, SMALL, key));
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(engine.names(pack)).containsOnlyOnce("catalog.PackManifestPublished");
        assertThat(staff.post(path, SMALL + "X,Y,1,NEW,,", key).string("type")).endsWith("idempotency-key-reused");
        var same = ok(upload(pack, SMALL));
        assertThat(same.body().path("version").asInt()).as("equal lines").isEqualTo(1);
    }

    @Test
    void man02And04AHundredThousandRowsAreDownloadedAsTheyWereUploaded() throws Exception {
        var pack = pack();
        var file = large(100_000);
        var sent = staff.post(
                "/api/v1/packs/" + pack + "/manifests",
                "\uFEFF" + file,
                "Content-Type",
                "text/csv",
                "Prefer",
                "wait=0");
        assertThat(sent.status()).as(sent.text()).isEqualTo(202);
        var address = sent.header("Location");
        var seen = new java.util.TreeSet<Integer>();
        await().atMost(Duration.ofMinutes(2))
                .until(
                        () -> {
                            var progress = staff.get(address).body();
                            seen.add(progress.path("rowsDone").asInt());
                            return progress.path("state").asString();
                        },
                        "PUBLISHED"::equals);
        assertThat(seen).hasSizeGreaterThan(2).last().isEqualTo(100_000);
        awaitManifest(pack, 1);
        var path = "/api/packs/" + pack + "/manifests/1";
        var out = buyer.get(path + "?format=csv");
        assertThat(out.text()).isEqualTo(file);
        assertThat(out.header("Content-Disposition")).contains("-v1.csv");
        var pages = pdf(path);
        assertThat(pages.getNumberOfPages()).isGreaterThan(100).isLessThan(400);
        assertThat(new PdfTextExtractor(pages).getTextFromPage(pages.getNumberOfPages()))
                .contains("100,000", "CSV");
    }

    @Test
    void man03To06EveryFormatHasTheLatestVersion() throws Exception {
        var pack = pack();
        ok(upload(pack, SMALL));
        ok(upload(pack, HEADER + "\nNEW-1,Newer,1,NEW,,\n"));
        ok(upload(pack, SMALL.replace("Cup", "Mug ☕")));
        awaitManifest(pack, 3);
        var latest = "/api/packs/" + pack + "/manifests/latest";
        var json = buyer.get(latest + "?format=json").body();
        assertThat(json.path("lines")).hasSize(3);
        assertThat(json.path("version").asInt()).isEqualTo(3);
        assertThat(buyer.get(latest, "Accept", "text/csv").text())
                .isEqualTo(SMALL.replace("Cup", "Mug ☕"))
                .isEqualTo(buyer.get("/api/manifests/" + pack + "?format=csv").text());
        try (var book = new ReadableWorkbook(stream(latest + "?format=xlsx"))) {
            var rows = book.getFirstSheet().read();
            assertThat(rows).hasSize(4);
            assertThat(rows.get(2).getCellText(1)).isEqualTo("=1+1");
        }
        var pdf = pdf(latest);
        assertThat(pdf.getNumberOfPages()).isEqualTo(1);
        assertThat(new PdfTextExtractor(pdf).getTextFromPage(1))
                .contains("TEA-1", "Tea, \"fine\"", "=1+1", "Mug ?", "Page 1 of", "version 3");
        assertThat(qr(pdf)).isEqualTo(engine.base() + "/packs/" + pack + "/manifests/3");
        assertThat(buyer.get(latest + "?format=doc").string("reason")).isEqualTo("UNKNOWN_FORMAT");
        assertThat(buyer.get("/api/packs/" + pack + "/manifests/9").string("reason"))
                .isEqualTo("UNKNOWN_MANIFEST");
    }

    @Test
    void man06VersionsAreListedAndCompared() {
        var pack = pack();
        ok(upload(pack, HEADER + "\nA,Same,1,NEW,,\nB,Goes,2,NEW,,\nC,More,3,USED,1.00,EUR\n"));
        ok(upload(pack, HEADER + "\nA,Same,1,NEW,,\nC,More,4,USED,1.00,EUR\nD,Comes,5,NEW,,\n"));
        awaitManifest(pack, 2);
        var path = "/api/packs/" + pack + "/manifests";
        var versions = buyer.get(path).body().path("items");
        assertThat(versions.values().stream().map(v -> words(v, "version", "lines", "units")))
                .containsExactly("2 3 10", "1 3 6");
        var first = buyer.get(path + "/diff?from=1&to=2&limit=2").body();
        var second = ok(buyer.get(first.path("next").asString())).body();
        var all = new java.util.ArrayList<>(first.path("items").values());
        all.addAll(second.path("items").values());
        assertThat(all.stream().map(d -> words(d, "change", "sku", "quantityBefore", "quantityAfter")))
                .containsExactly("REMOVED B 2 0", "CHANGED C 3 4", "ADDED D 0 5");
        assertThat(second.hasNonNull("next")).isFalse();
    }

    @Test
    void man07ThePackShowsItAndTheQrCodeLinksToItsPage() throws Exception {
        var pack = pack();
        ok(upload(pack, large(60)));
        ok(upload(pack, SMALL));
        awaitManifest(pack, 2);
        var html = "text/html";
        var shown = buyer.get("/packs/" + pack, "Accept", html).text();
        assertThat(shown).contains("Version 2: 3 lines, 15 units", "Tea, &quot;fine&quot;");
        for (var format : List.of("csv", "json", "pdf")) {
            assertThat(shown).contains("manifests/2?format=" + format);
        }
        var address = qr(pdf("/api/packs/" + pack + "/manifests/1"));
        var first = buyer.get(address + "?limit=40", "Accept", html).text();
        assertThat(first).contains("Version 1", "=SUM(A1)", "newer version", "rel=\"next\"");
        assertThat(first).contains("SKU-40").doesNotContain("SKU-41");
        var next = first.replaceAll("(?s).*href=\"([^\"]+)\" rel=\"next\".*", "$1");
        assertThat(buyer.get(next.replace("&amp;", "&"), "Accept", html).text()).contains("SKU-41", "SKU-60");
        var diff = "/packs/" + pack + "/manifests/diff?from=1&to=2";
        assertThat(buyer.get(diff, "Accept", html).text()).contains("Added", "Removed", "TEA-2");
        assertThat(buyer.get("/packs/" + pack + "/manifests/7", "Accept", html).status())
                .isEqualTo(404);
    }

    @Test
    void man02UploadsAreLimitedTo32MegabytesAndOtherBodiesToOne() throws Exception {
        var pack = pack();
        assertThat(raw(pack, "text/csv", new byte[33_554_433])).isEqualTo(413);
        assertThat(raw(pack, "text/csv", new byte[2_000_000])).isEqualTo(422);
        var anotherEndpoint = staff.post("/api/v1/packs", " ".repeat(1_048_577));
        assertThat(anotherEndpoint.status()).isEqualTo(413);
        var form = staff.post(
                "/api/v1/packs/" + pack + "/manifests",
                "a=" + "b".repeat(1_048_577),
                "Content-Type",
                "application/x-www-form-urlencoded");
        assertThat(form.status()).isEqualTo(413);
    }

    @Test
    void man08AnOrderKeepsTheVersionThatWasBought() {
        var pack = pack();
        ok(upload(pack, SMALL));
        var order = shop.order(buyer, "FULL", 1, pack);
        ok(upload(pack, HEADER + "\nNEW-1,Newer,1,NEW,,\n"));
        awaitManifest(pack, 2);
        var found = catalog.read(buyer, "/api/orders/" + order + "/items");
        assertThat(found.path("items")).as("%s", found).hasSize(1);
        var line = found.path("items").get(0);
        assertThat(line.path("manifestVersion").asInt()).isEqualTo(1);
        assertThat(buyer.get(line.path("manifest").asString() + "?format=csv").text())
                .isEqualTo(SMALL);
    }

    @Test
    void man08OnlyOrderedVersionsOfAnUnpublishedPackStayReadable() {
        var sku = Catalog.sku();
        var category = catalog.category(Catalog.word(), "");
        var product = catalog.approved(staff, Catalog.body("Tea", sku, category, 690));
        var item = "/api/v1/inventory/items/inv_main_" + sku + "/receipts";
        ok(staff.post(item, "{\"quantity\":9,\"reason\":\"delivery\"}"));
        var pack = PackId.offerOf(new Sku(sku)).value();
        ok(upload(pack, SMALL));
        shop.order(buyer, "FULL", 1, pack);
        var no = "{\"revision\":1,\"reason\":\"recalled\"}";
        ok(staff.post("/api/v1/products/" + product + "/reject", no));
        var secret = upload(pack, HEADER + "\nNEW-1,Not for sale yet,1,NEW,,\n");
        ok(secret);

        var manifests = "/api/v1/packs/" + pack + "/manifests";
        await().untilAsserted(() -> {
            assertThat(staff.get(manifests).body().path("items")).hasSize(2);
            assertThat(buyer.get(manifests).body().path("items")).hasSize(1);
        });
        assertThat(latest(pack).path("version").asInt()).isEqualTo(1);
        assertThat(buyer.get(manifests + "/2").status()).isEqualTo(404);
        assertThat(buyer.get(manifests + "/diff?from=1&to=2").status()).isEqualTo(404);
        assertThat(staff.get(manifests + "/2").status()).isEqualTo(200);
    }

    @Test
    void man02AnInvalidAcceptHeaderIsIgnored() {
        var pack = pack();
        ok(upload(pack, SMALL));
        awaitManifest(pack, 1);
        var path = "/api/v1/packs/" + pack + "/manifests/1";
        assertThat(buyer.get(path, "Accept", "x").status()).isLessThan(500);
    }

    private String pack() {
        return shop.pack(shop.stock(5));
    }

    private static String[] csv() {
        return new String[] {"Content-Type", "text/csv"};
    }

    private Answer upload(String pack, String file) {
        return staff.post("/api/v1/packs/" + pack + "/manifests", file, csv());
    }

    private JsonNode latest(String pack) {
        return catalog.read(buyer, "/api/packs/" + pack + "/manifests/latest");
    }

    private void awaitManifest(String pack, int version) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> buyer.get("/api/packs/" + pack + "/manifests/" + version)
                                .status()
                        == 200);
    }

    private static String words(JsonNode node, String... fields) {
        return List.of(fields).stream()
                .map(field -> node.path(field).asString())
                .collect(Collectors.joining(" "));
    }

    private static String large(int rows) {
        var kinds = List.of(
                "SKU-%s,\"Goods, \"\"%s\"\"\",1,NEW,9.99,EUR",
                "SKU-%s,'=SUM(A%s),2,USED,,",
                "SKU-%s,''=Ärmel %s,3,OPEN_BOX,1.250,KWD",
                "SKU-%s,'-%s,4,SALVAGE,100,JPY");
        return IntStream.rangeClosed(1, rows)
                .mapToObj(row -> kinds.get(row % 4).formatted(row, row))
                .collect(Collectors.joining("\r\n", HEADER + "\r\n", "\r\n"));
    }

    private int raw(String pack, String type, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(engine.base() + "/api/v1/packs/" + pack + "/manifests"))
                .header("Content-Type", type)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Authorization", "Bearer " + engine.token(Role.ADMIN, 1, Duration.ofHours(1)))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private ByteArrayInputStream stream(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(engine.base() + path)).build();
            return new ByteArrayInputStream(
                    http.send(request, BodyHandlers.ofByteArray()).body());
        }
    }

    private PdfReader pdf(String path) throws Exception {
        return new PdfReader(stream(path + "?format=pdf").readAllBytes());
    }

    /// The image in the file, eight times as large.
    private static String qr(PdfReader pdf) throws Exception {
        for (var i = 0; i < pdf.getXrefSize(); i++) {
            if (pdf.getPdfObject(i) instanceof PRStream stream && PdfName.IMAGE.equals(stream.get(PdfName.SUBTYPE))) {
                var width = stream.getAsNumber(PdfName.WIDTH).intValue();
                var samples = PdfReader.getStreamBytes(stream);
                var size = width * 8;
                var pixels = new int[size * size];
                for (var p = 0; p < pixels.length; p++) {
                    var sample = samples[p / size / 8 * width + p % size / 8];
                    pixels[p] = sample == 0 ? 0xFF000000 : 0xFFFFFFFF;
                }
                var source = new RGBLuminanceSource(size, size, pixels);
                // Without searching the image: the search misses one code in sixteen.
                var hints = Map.of(DecodeHintType.PURE_BARCODE, true);
                return new QRCodeReader()
                        .decode(new BinaryBitmap(new HybridBinarizer(source)), hints)
                        .getText();
            }
        }
        throw new AssertionError("There is no picture");
    }
}
