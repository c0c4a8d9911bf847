package io.packhouse.stories;

import static io.packhouse.testing.Catalog.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.ScriptInstallation;
import io.packhouse.testing.Shop;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// From an empty folder to the first paid order, by `./packhouse`, passwords and the links of e-mails alone: no token
/// but those of a sign-in, no class of the engine.
@EnabledIf("io.packhouse.testing.ReadmeTour#isPossible")
class FirstDayStoryTest {

    static final Pattern LINK = Pattern.compile("http://\\S+?token=(\\S+)");
    static final String ADMIN_PASSWORD = "nine late trains home";
    static final String VENDOR_PASSWORD = "four grey barrels roll";

    @TempDir
    static Path folder;

    static GreenMail smtp;
    static ScriptInstallation shop;

    @BeforeAll
    static void prepare() {
        smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        shop = new ScriptInstallation(
                folder,
                Map.of(
                        "PACKHOUSE_MAIL_HOST", "127.0.0.1",
                        "PACKHOUSE_MAIL_PORT", Integer.toString(smtp.getSmtp().getPort()),
                        "PACKHOUSE_MAIL_ENCRYPTION", "none",
                        "PACKHOUSE_MAIL_FROM", "Trial shop <shop@example.com>"));
    }

    @AfterAll
    static void end() {
        shop.close();
        smtp.stop();
    }

    @Test
    void fromAnEmptyFolderToAPaidOrder() throws IOException {
        assertThat(shop.run("status").code()).isEqualTo(3);
        startsAndNamesHowToMakeAnAdministrator();
        var admin = makeTheAdministrator();
        var vendor = makeAVendor(admin);
        var product = sellAProduct(vendor, admin);
        receiveStock(admin);
        var customer = registerACustomer();
        var order = orderAndPay(customer, offerOf(product));
        assertThat(ok(vendor.get("/api/v1/products/own")).text()).contains(product);
        assertThat(customer.get("/api/v1/products/own").status()).isEqualTo(403);
        assertThat(admin.get("/api/v1/orders/" + order).string("paymentStatus")).isEqualTo("PAID");
        loadsACatalogOnce();
        stops();
    }

    private static void startsAndNamesHowToMakeAnAdministrator() {
        var started = shop.run("start");
        assertThat(started.code()).as(started.err()).isZero();
        assertThat(started.out()).isEqualTo(shop.base() + "\n");
        assertThat(started.err()).contains("Make one: ./packhouse admin create --email you@example.com");
        var status = shop.run("status");
        assertThat(status.code()).as(status.out()).isZero();
        assertThat(status.out()).contains(" is ready on " + shop.base());
        var again = shop.run("start");
        assertThat(again.code()).isEqualTo(4);
        assertThat(again.err()).contains("in use by a Packhouse");
    }

    private static Client makeTheAdministrator() throws IOException {
        var password = Files.writeString(folder.resolve("password"), ADMIN_PASSWORD + "\n");
        var made = shop.run("admin", "create", "--email", "boss@example.com", "--password-file", password.toString());
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).contains("boss@example.com can sign in at " + shop.base() + "/sign-in");
        return signIn("boss@example.com", ADMIN_PASSWORD);
    }

    /// The vendor chooses the password, with the link of the e-mail.
    private static Client makeAVendor(Client admin) {
        var body = AccountClient.json("email", "vendor@example.com", "name", "Vera Vendor", "role", "VENDOR");
        ok(admin.post("/api/v1/users", body));
        var chosen = AccountClient.json("token", token("vendor@example.com", "Your new account"));
        chosen = chosen.replace("}", ",\"password\":\"%s\"}".formatted(VENDOR_PASSWORD));
        assertThat(visitor().post("/api/v1/auth/reset-password", chosen).status())
                .isEqualTo(204);
        return signIn("vendor@example.com", VENDOR_PASSWORD);
    }

    /// Drafted, priced and submitted by the vendor, approved by the administrator.
    private static String sellAProduct(Client vendor, Client admin) {
        var category =
                ok(admin.post("/api/v1/categories", "{\"name\":\"Tea\"}")).string("id");
        var drafted = ok(vendor.post("/api/v1/products", Catalog.body("Green tea", "TEA-1", category, 1_990)));
        var product = "/api/v1/products/" + drafted.string("id");
        ok(vendor.post(product + "/submit", ""));
        assertThat(vendor.post(product + "/approve", "{\"revision\":1}").status())
                .isEqualTo(403);
        await().untilAsserted(() ->
                assertThat(admin.get("/api/v1/products/approvals").text()).contains(drafted.string("id")));
        ok(admin.post(product + "/approve", "{\"revision\":1}"));
        return drafted.string("id");
    }

    /// By a person of the warehouse, with a password that the administrator gave.
    private static void receiveStock(Client admin) {
        var account = AccountClient.json(
                "email", "wim@example.com", "name", "Wim", "role", "LOGISTICS", "password", AccountClient.PASSWORD);
        ok(admin.post("/api/v1/users", account.replace("}", ",\"emailVerified\":true}")));
        var logistics = signIn("wim@example.com", AccountClient.PASSWORD);
        ok(logistics.post(
                "/api/v1/inventory/items/inv_main_TEA-1/receipts", "{\"quantity\":10,\"reason\":\"delivery\"}"));
        await().untilAsserted(() -> assertThat(stock(logistics)).isEqualTo("10 0 0 10"));
    }

    private static Client registerACustomer() {
        var address = "ada@example.com";
        var account = AccountClient.json("email", address, "password", AccountClient.PASSWORD, "name", "Ada Example");
        assertThat(visitor().post("/api/v1/auth/register", account).status()).isEqualTo(201);
        var login = AccountClient.json("email", address, "password", AccountClient.PASSWORD);
        var token = token(address, "Confirm your e-mail address");
        assertThat(visitor().post("/api/v1/auth/login", login).status())
                .as("before the address is verified")
                .isEqualTo(401);
        assertThat(visitor()
                        .post("/api/v1/auth/verify-email", AccountClient.json("token", token))
                        .status())
                .isEqualTo(204);
        return signIn(address, AccountClient.PASSWORD);
    }

    private static String offerOf(String product) {
        return await().until(
                        () -> visitor().get("/api/v1/products/" + product),
                        answer -> answer.body()
                                .at("/variants/0/packId")
                                .asString("")
                                .startsWith("pck_"))
                .body()
                .at("/variants/0/packId")
                .asString();
    }

    private static String orderAndPay(Client customer, String pack) {
        var placed = customer.post("/api/v1/orders", Shop.basket("FULL", 2, pack));
        assertThat(placed.status()).as(placed.text()).isIn(201, 202);
        var order = placed.string("id");
        var payments = "/api/v1/orders/" + order + "/payments";
        var page = await().until(
                        () -> customer.get(payments)
                                .body()
                                .at("/items/0/payUrl")
                                .asString(""),
                        url -> !url.isEmpty());
        assertThat(customer.pay(page, Shop.GOOD_CARD).status()).isEqualTo(303);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(customer.get("/api/v1/orders/" + order).string("status"))
                                .isEqualTo("CONFIRMED"));
        var number = customer.get("/api/v1/orders/" + order).string("orderNumber");
        assertThat(text(mail("ada@example.com", "Order " + number + " is confirmed")))
                .contains("2 × Green tea", shop.base() + "/orders/" + order);
        var logistics = signIn("wim@example.com", AccountClient.PASSWORD);
        await().untilAsserted(() -> assertThat(stock(logistics)).isEqualTo("10 0 2 8"));
        return order;
    }

    private static void loadsACatalogOnce() {
        var loaded = shop.run("seed", "--products-per-category", "1");
        assertThat(loaded.code()).as(loaded.err()).isZero();
        assertThat(loaded.out()).isEqualTo("%1$s has the demo's catalog: %1$s/products\n".formatted(shop.base()));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(visitor()
                                .get("/api/v1/brands")
                                .body()
                                .path("items")
                                .size())
                        .isEqualTo(40));
        var again = shop.run("seed", "--products-per-category", "1");
        assertThat(again.out()).as(again.err()).contains("nothing was changed");
    }

    private static void stops() throws IOException {
        var stopped = shop.run("stop");
        assertThat(stopped.code()).as(stopped.err()).isZero();
        assertThat(shop.run("status").code()).isEqualTo(3);
        try (var logs = Files.list(shop.data().resolve("logs"))) {
            assertThat(logs).hasSize(2);
        }
        assertThat(shop.data().resolve("sandbox.pid")).doesNotExist();
        assertThat(shop.data().resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private static Client visitor() {
        return new Client(shop.base(), "");
    }

    private static Client signIn(String address, String password) {
        var tokens =
                ok(visitor().post("/api/v1/auth/login", AccountClient.json("email", address, "password", password)));
        return new Client(shop.base(), tokens.string("accessToken"));
    }

    /// On hand, reserved, committed, available.
    private static String stock(Client reader) {
        var item = reader.get("/api/v1/inventory/items/inv_main_TEA-1").body();
        return Catalog.text(item, "onHand", "reserved", "committed", "available");
    }

    /// The token in the link of that e-mail.
    private static String token(String address, String subject) {
        var link = LINK.matcher(text(mail(address, subject)));
        assertThat(link.find()).isTrue();
        var page = visitor().get(link.group(), "Accept", "text/html");
        assertThat(page.status()).as("the page of the link").isEqualTo(200);
        return link.group(1);
    }

    private static MimeMessage mail(String address, String subject) {
        return await().atMost(Duration.ofSeconds(20))
                .until(
                        () -> Stream.of(smtp.getReceivedMessages())
                                .filter(message -> head(message).equals(address + ": " + subject))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    private static String head(MimeMessage message) {
        try {
            return message.getAllRecipients()[0] + ": " + message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) {
        try {
            return (String)
                    ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
