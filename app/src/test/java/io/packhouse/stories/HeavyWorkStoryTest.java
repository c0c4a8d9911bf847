package io.packhouse.stories;

import static io.packhouse.testing.Catalog.body;
import static io.packhouse.testing.Catalog.ok;
import static io.packhouse.testing.Catalog.sku;
import static io.packhouse.testing.Catalog.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.engine.heavy.HeavyWorkRejectedException;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.Catalog;
import io.packhouse.testing.Client;
import io.packhouse.testing.PrometheusScrape;
import io.packhouse.testing.RunningEngine;
import io.packhouse.testing.Shop;
import io.packhouse.testing.TestPictures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Work that needs much CPU runs on a few threads: when all are busy and the queue is full, more of
/// it is refused at once, and every other request is answered.
class HeavyWorkStoryTest {

    static final String MANIFEST = "sku,product_name,quantity,condition\nA-1,Cup,1,NEW\n";

    final RunningEngine engine = RunningEngine.shared();
    final Catalog catalog = new Catalog(engine);
    final Shop shop = new Shop(engine);
    final Client staff = engine.as(Role.ADMIN);
    final Client visitor = engine.anonymous();
    final CountDownLatch end = new CountDownLatch(1);
    final ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void release() {
        end.countDown();
        askers.close();
    }

    @Test
    void whileItIsBusyMoreHeavyWorkIsRefusedAndOtherRequestsAreAnswered() {
        var product = catalog.approved(staff, body(word(), sku(), catalog.category(word(), ""), 9));
        var images = "/api/v1/products/" + product + "/images?alt=Front";
        var image = ok(staff.upload(images, "image/png", TestPictures.png(500, 400)))
                .string("id");
        var manifests = "/api/v1/packs/" + shop.pack(shop.stock(1)) + "/manifests";
        ok(upload(manifests));
        saturate();

        for (var refused : List.of(
                visitor.get("/images/" + image + "?w=160"),
                staff.upload(images, "image/png", TestPictures.png(7, 5)),
                upload(manifests + "?dryRun=true"),
                visitor.get(manifests + "/latest?format=pdf"),
                visitor.get(manifests + "/latest?format=xlsx"))) {
            assertThat(refused.status()).as(refused.text()).isEqualTo(503);
            assertThat(refused.string("code")).isEqualTo("overloaded");
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.header("Content-Disposition")).isEmpty();
        }
        for (var path : List.of(
                "/health",
                "/actuator/health/liveness",
                "/actuator/health/readiness",
                "/",
                "/api/v1/products/" + product,
                manifests + "/latest?format=csv")) {
            var begun = System.nanoTime();
            assertThat(visitor.get(path).status()).as(path).isEqualTo(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).as(path).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(PrometheusScrape.of(engine).sum("packhouse_heavy_work_rejected_total", "\"image\""))
                .isPositive();

        end.countDown();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> visitor.get("/images/" + image + "?w=160").status() == 200);
        assertThat(visitor.get(manifests + "/latest?format=xlsx").status()).isEqualTo(200);
    }

    @Test
    void aSmallFileThatTakesAMinuteToDecodeIsRefusedAtOnce() {
        var product = catalog.approved(staff, body(word(), sku(), catalog.category(word(), ""), 9));
        var images = "/api/v1/products/" + product + "/images?alt=Front";
        var begun = System.nanoTime();
        var refused = staff.upload(images, "image/jpeg", TestPictures.scans(6_300, 2_000));
        assertThat(refused.status()).as(refused.text()).isEqualTo(422);
        assertThat(refused.string("reason")).isEqualTo("TOO_MANY_SCANS");
        assertThat(refused.body().path("most").asInt()).isEqualTo(100);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    private Client.Answer upload(String path) {
        return staff.post(path, MANIFEST, "Content-Type", "text/csv");
    }

    private void saturate() {
        var heavy = engine.bean(HeavyWork.class);
        for (var i = 0; i < 200; i++) {
            var _ = askers.submit(() -> occupy(heavy));
        }
        var waiting = engine.bean(MeterRegistry.class).get("packhouse.heavy.work.waiting");
        await().atMost(Duration.ofSeconds(10)).until(() -> waiting.gauge().value() == RunningEngine.MOST_READERS);
    }

    /// Repeated while the queue is full, so that it stays full when a thread takes one of the tasks.
    private boolean occupy(HeavyWork heavy) throws InterruptedException {
        while (true) {
            try {
                return heavy.run(HeavyWork.Kind.DOCUMENT, () -> {
                    end.await();
                    return true;
                });
            } catch (HeavyWorkRejectedException _) {
                if (end.await(5, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
    }
}
