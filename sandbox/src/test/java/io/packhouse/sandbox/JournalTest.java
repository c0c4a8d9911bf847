package io.packhouse.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.model.PaymentIntent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    SandboxClient shop;

    @BeforeEach
    void open() {
        shop = new SandboxClient(folder, List.of("refund.failed"));
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    private Path file() {
        return folder.resolve("journal.jsonl");
    }

    @Test
    void everythingSurvivesARestart() throws Exception {
        var payment = shop.authorized();
        shop.stripe.v1().paymentIntents().capture(payment.getId());
        var payments = shop.get("/sandbox/payments").body();
        var events = shop.get("/v1/events").body();
        shop.restart();
        assertThat(shop.get("/sandbox/payments").body()).isEqualTo(payments);
        assertThat(shop.get("/v1/events").body()).isEqualTo(events);
        assertThat(shop.get("/sandbox/journal").body()).isEqualTo(Files.readString(file()));
    }

    @Test
    void aTornLastLineIsDropped() throws Exception {
        var payment = shop.authorized();
        shop.sandbox.close();
        var whole = Files.readString(file());
        for (var torn : List.of("{\"number\":99,\"at\":12", "{\"number\":99,\"at\":12\n")) {
            Files.writeString(file(), torn, StandardOpenOption.APPEND);
            shop.open();
            assertThat(Files.readString(file())).isEqualTo(whole);
            assertThat(shop.payment(payment.getId()).getStatus()).isEqualTo("requires_capture");
            shop.sandbox.close();
        }
        shop.open();
    }

    @Test
    void aDamagedMiddleIsNotSkipped() throws Exception {
        shop.authorized();
        shop.sandbox.close();
        var bytes = Files.readAllBytes(file());
        Files.writeString(file(), "{broken}\n" + new String(bytes, StandardCharsets.UTF_8));
        assertThatThrownBy(() -> shop.open()).hasMessageContaining("damaged");
        Files.write(file(), bytes);
        Files.writeString(file(), "{\"number\":99,\"mood\":1}\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> shop.open()).hasMessageContaining("Unreadable");
        Files.write(file(), bytes);
        shop.open();
    }

    @Test
    void oneFolderServesOneProgram() {
        assertThatThrownBy(() -> Sandbox.start(shop.options)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void concurrentBuyersAreAllRecorded() throws Exception {
        try (var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            var bought = IntStream.range(0, 100)
                    .mapToObj(_ -> buyers.submit(() -> shop.authorized()))
                    .toList();
            for (var purchase : bought) assertThat(purchase.get()).isInstanceOf(PaymentIntent.class);
        }
        shop.restart();
        assertThat(shop.get("/sandbox/totals").body()).contains("\"authorized\":{\"amount\":375000,\"count\":100}");
    }
}
