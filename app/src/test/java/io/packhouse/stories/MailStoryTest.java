package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.packhouse.engine.encryption.PersonKeyStore;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Client;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// E-mails about orders and stock, on the whole engine with a real SMTP server.
class MailStoryTest {

    @TempDir
    static Path folder;

    static GreenMail smtp;
    static RunningEngine engine;
    static Shop shop;

    @BeforeAll
    static void start() {
        smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        smtp.start();
        engine = RunningEngine.start(
                folder,
                "--packhouse.mail.host=127.0.0.1",
                "--packhouse.mail.port=" + smtp.getSmtp().getPort(),
                "--packhouse.mail.encryption=none",
                "--packhouse.mail.from=Trial shop <shop@example.com>",
                "--packhouse.low-stock.email=warehouse@example.com",
                "--packhouse.low-stock.threshold=3");
        shop = new Shop(engine);
    }

    @AfterAll
    static void stop() {
        engine.close();
        smtp.stop();
    }

    @Test
    void aBuyerGetsOneEmailWhenTheOrderIsConfirmedAndOneWhenItIsShipped() throws Exception {
        var address = "ada.mueller@example.com";
        var buyer = engine.buyer(1);
        var order = place(buyer, address, shop.pack(shop.stock(50)));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        var confirmed = await().until(() -> to(address), all -> all.size() == 1).getFirst();
        var number = buyer.get("/api/v1/orders/" + order).string("orderNumber");
        assertThat(confirmed.getSubject()).isEqualTo("Order " + number + " is confirmed");
        assertThat(confirmed.getFrom()[0]).hasToString("Trial shop <shop@example.com>");
        assertThat(text(confirmed))
                .contains("Hello Ada Müller 🎁,", "2 × Pack: 23.80 EUR", "Paid: ", engine.base() + "/orders/" + order);
        assertThat(html(confirmed)).contains("<li>2 × Pack: 23.80 EUR</li>", "Hello Ada Müller 🎁,");

        post("/api/v1/orders/" + order + "/start-processing", "");
        post("/api/v1/orders/" + order + "/ship", "{\"carrier\":\"DHL\",\"trackingNumber\":\"TRACK-1\"}");
        await().until(() -> to(address).size() == 2);
        var shipped = to(address).getLast();
        assertThat(shipped.getSubject()).isEqualTo("Order " + number + " is on its way");
        assertThat(text(shipped)).contains("Carrier: DHL\n", "Tracking number: TRACK-1\n");
        assertThat(html(shipped)).contains("<span>TRACK-1</span>");

        var listed = engine.as(Role.AUDITOR).get("/api/v1/mails?status=SENT");
        assertThat(listed.status()).as(listed.text()).isEqualTo(200);
        assertThat(listed.text())
                .contains("order-shipped/" + order, "\"a…@example.com\"")
                .doesNotContain(address);
        assertThat(buyer.get("/api/v1/mails").status()).isEqualTo(403);
        assertThat(engine.as(Role.AUDITOR).get("/api/v1/mails?status=LOST").status())
                .isIn(400, 422);
        assertThat(engine.anonymous().get("/demo/mails").status()).isEqualTo(404);
        assertThat(to(address)).hasSize(2);
    }

    @Test
    void theLinkOfAGuestGoesToTheirOwnAddressOnly() throws Exception {
        var guest = new AccountClient(engine);
        var begun = guest.post("guest", "email", "giver@example.com");
        var basket = Shop.basket("FULL", 1, shop.pack(shop.stock(5)))
                .replace("\"street\"", "\"email\":\"receiver@example.com\",\"street\"");
        var placed = guest.with(begun).post("/api/v1/orders", basket);
        assertThat(placed.status()).as(placed.text()).isIn(201, 202);
        var order = placed.string("id");
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        var mail = await().until(() -> to("receiver@example.com"), all -> all.size() == 1)
                .getFirst();
        assertThat(text(mail)).contains("/orders/" + order).doesNotContain("token=", "You ordered as a guest");
        assertThat(html(mail)).doesNotContain("token=");
    }

    @Test
    void aGuestReturnsToTheOrderByTheLinkInTheEmail() throws Exception {
        var address = "gil@example.com";
        var guest = new AccountClient(engine);
        var begun = guest.post("guest", "email", address);
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        var placed = guest.with(begun).post("/api/v1/orders", Shop.basket("FULL", 2, shop.pack(shop.stock(5))));
        var order = placed.string("id");
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        var confirmed = await().until(() -> to(address), all -> all.size() == 1).getFirst();
        assertThat(text(confirmed)).contains("You ordered as a guest. Who has this link can see and cancel the order");
        var link = Pattern.compile(Pattern.quote(engine.base() + "/guest?next=/orders/" + order) + "&token=(\\S+)")
                .matcher(text(confirmed));
        assertThat(link.find()).as(text(confirmed)).isTrue();
        assertThat(html(confirmed)).contains("&amp;token=" + link.group(1));
        var returned = guest.post("guest-return", "token", link.group(1));
        assertThat(guest.with(returned).get("/api/v1/orders/" + order).string("status"))
                .isEqualTo("CONFIRMED");
        assertThat(engine.as(Role.AUDITOR).get("/api/v1/mails?status=SENT").text())
                .doesNotContain(link.group(1));
    }

    @Test
    void aCancelledOrderIsReportedWithItsReason() throws Exception {
        var buyer = engine.buyer(2);
        var order = place(buyer, "bob@example.com", shop.pack(shop.stock(50)));
        assertThat(buyer.post("/api/v1/orders/" + order + "/cancel", "").status())
                .isEqualTo(200);
        var cancelled = await().until(() -> to("bob@example.com"), all -> all.size() == 1)
                .getFirst();
        assertThat(text(cancelled))
                .contains("was cancelled. You requested this.\n")
                .doesNotContain("refunded");
    }

    @Test
    void anErasedBuyerGetsNothingAndIsNotListed() {
        var buyer = engine.buyer(3);
        var order = place(buyer, "eve@example.com", shop.pack(shop.stock(50)));
        engine.bean(PersonKeyStore.class).erase(RunningEngine.person(103));
        shop.pay(order, "FULL");
        shop.event(order, "ordering.OrderConfirmed");
        var after = place(engine.buyer(4), "fay@example.com", shop.pack(shop.stock(50)));
        shop.pay(after, "FULL");
        await().until(() -> to("fay@example.com").size() == 1);
        assertThat(to("eve@example.com")).isEmpty();
    }

    @Test
    void lowStockIsReportedOnceWhenItFalls() throws Exception {
        var sku = shop.stock(8);
        var pack = shop.pack(sku);
        place(engine.buyer(5), "x@example.com", pack); // 6 left.
        place(engine.buyer(5), "x@example.com", pack); // 4 left.
        assertThat(lowStock(sku)).isEmpty();
        place(engine.buyer(5), "x@example.com", pack); // 2 left.
        await().until(() -> lowStock(sku).size() == 1);
        place(engine.buyer(5), "x@example.com", pack); // None left.
        assertThat(text(lowStock(sku).getFirst())).contains("has 2 available units; the threshold is 3.");

        var watched = shop.stock(8);
        post("/api/v1/inventory/items/inv_main_" + watched + "/low-stock", "{\"lowStockAt\":6}");
        place(engine.buyer(5), "x@example.com", shop.pack(watched));
        await().until(() -> lowStock(watched).size() == 1);
        assertThat(text(lowStock(watched).getFirst())).contains("has 6 available units; the threshold is 6.");
        assertThat(lowStock(sku)).hasSize(1);
    }

    /// Two units of the pack.
    private static String place(Client buyer, String email, String pack) {
        var basket = Shop.basket("FULL", 2, pack)
                .replace("\"country\":", "\"email\":\"%s\",\"country\":".formatted(email))
                .replace("Ada Example", "Ada Müller 🎁");
        var placed = buyer.post("/api/v1/orders", basket);
        assertThat(placed.status()).as(placed.text()).isEqualTo(201);
        return placed.string("id");
    }

    private static void post(String path, String body) {
        var answer = shop.staff().post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static List<MimeMessage> to(String address) {
        return Stream.of(smtp.getReceivedMessages())
                .filter(message -> recipient(message).equals(address))
                .toList();
    }

    private static List<MimeMessage> lowStock(String sku) {
        return to("warehouse@example.com").stream()
                .filter(message -> text(message).startsWith("Hello,\n\n" + sku + " at main"))
                .toList();
    }

    private static String recipient(MimeMessage message) {
        try {
            return message.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) {
        return part(message, 0);
    }

    private static String html(MimeMessage message) {
        return part(message, 1);
    }

    private static String part(MimeMessage message, int number) {
        try {
            var content = (MimeMultipart) message.getContent();
            return ((String) content.getBodyPart(number).getContent()).replace("\r\n", "\n");
        } catch (IOException | MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
