package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.mail.Mail;
import io.packhouse.engine.mail.MailOutbox;
import io.packhouse.identity.api.Role;
import io.packhouse.testing.AccountClient;
import io.packhouse.testing.Deep;
import io.packhouse.testing.ReadmeTour;
import io.packhouse.testing.RunningEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The shop of the demo, with fewer products and orders, over fewer days: interrupted in the middle, continued,
/// and found complete by the next start.
class DemoStoryTest {

    static final int ORDERS = 90;
    static final int PER_CATEGORY = Deep.orElse(15, 4);
    static final int PRODUCTS = 40 * PER_CATEGORY;
    static final int JUST_NOW = 16;
    static final int DAYS = 21;
    static final String RESERVED_TOMORROW =
            "read.inventory_reservation where owner like 'counter:%' and outcome is null"
                    + " and not committed and expires_at > now() + interval '1 day'";

    @Test
    void ops09TheHistoryOfTheDemoIsCreatedOnce(@TempDir Path folder) throws Exception {
        try (var engine = start(folder)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> count(engine, "read.customer_order") > ORDERS / 3);
            assertThat(progress(engine)).isLessThan(100);
            pagesShowProgress(engine);
        }
        long last;
        try (var engine = start(folder)) {
            finish(engine);
            pagesShowNoProgress(engine);
            everybodyHasAnAccount(engine);
            last = engine.log().count();
            assertThat(people(folder)).isEqualTo(128);
            assertThat(count(engine, "read.catalog_product")).isEqualTo(PRODUCTS);
            assertThat(count(engine, "read.catalog_category")).isEqualTo(50);
            assertThat(count(engine, "read.catalog_brand")).isEqualTo(40);
            assertThat(count(engine, RESERVED_TOMORROW)).isEqualTo(150);
            assertThat(count(engine, "read.inventory_stock where sku not like 'PALLET%'"))
                    .isEqualTo(PRODUCTS);
            assertThat(count(engine, "read.pack where kind <> 'OFFER'")).isEqualTo(60);
            assertThat(count(engine, "read.manifest")).isEqualTo(60);
            assertThat(pictures(engine)).isEqualTo(PRODUCTS);
            assertThat(count(engine, "read.inventory_movement")).isGreaterThan(200);
            assertThat(count(engine, "read.customer_order")).isEqualTo(ORDERS + JUST_NOW);
            assertThat(statuses(engine))
                    .contains("PENDING", "CONFIRMED", "PROCESSING", "DELIVERED", "CANCELLED", "REJECTED");
            hasConsistentTimes(engine);
            hasNoOpenWork(engine);
            answersAnalysts(engine);
            showsEmails(engine);
            var waiting =
                    engine.as(Role.ADMIN).get("/api/v1/products/approvals").body();
            assertThat(waiting.path("items").size()).isEqualTo(10);
        }
        try (var engine = start(folder)) {
            finish(engine);
            // Reservations of fifteen minutes may expire meanwhile; nothing else may happen.
            assertThat(namesAfter(engine, last))
                    .allMatch(name -> name.contains("Reservation") || name.contains("Stock"));
            assertThat(count(engine, "read.customer_order")).isEqualTo(ORDERS + JUST_NOW);
            Assumptions.assumeTrue(ReadmeTour.isPossible(), "the README's tour needs bash and curl");
            assertThat(ReadmeTour.run(engine.base(), folder.resolve("data")))
                    .contains("\"event\":\"OrderConfirmed\"", "catalog.BrandRegistered");
        }
    }

    private static RunningEngine start(Path folder) {
        return RunningEngine.start(
                folder,
                "--spring.profiles.active=demo",
                "--packhouse.demo.past=P" + DAYS + "D",
                "--packhouse.demo.products-per-category=" + PER_CATEGORY,
                "--packhouse.demo.orders=" + ORDERS);
    }

    private static void finish(RunningEngine engine) {
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> {
            var report = engine.anonymous().get("/api/v1/demo/progress").body();
            assertThat(report.path("failure").asString("")).isEmpty();
            return report.path("done").asBoolean();
        });
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(
                        () -> assertThat(count(engine, "read.customer_order")).isEqualTo(ORDERS + JUST_NOW));
    }

    private static void pagesShowProgress(RunningEngine engine) {
        for (var page : List.of("/", "/packs", "/live/tasks")) {
            assertThat(engine.anonymous().get(page).text())
                    .contains("The demo is being filled", "past is being simulated", "steps/s");
        }
    }

    private static void pagesShowNoProgress(RunningEngine engine) {
        assertThat(engine.anonymous().get("/").text()).doesNotContain("being filled");
        assertThat(engine.anonymous().get("/live/tasks").text())
                .contains("The task is finished")
                .doesNotContain("hx-get");
    }

    /// As the API lists them; one signs in with the password of their role.
    private static void everybodyHasAnAccount(RunningEngine engine) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(accounts(engine, "")).isEqualTo(128));
        assertThat(accounts(engine, "CUSTOMER")).isEqualTo(116);
        assertThat(accounts(engine, "VENDOR")).isEqualTo(8);
        assertThat(accounts(engine, "LOGISTICS")).isOne();
        new AccountClient(engine).signedIn("benoit@example.com", "Customer123!");
    }

    private static int accounts(RunningEngine engine, String role) {
        var path = "/api/v1/users?status=ACTIVE&limit=200" + (role.isEmpty() ? "" : "&role=" + role);
        return engine.as(Role.ADMIN).get(path).body().path("items").size();
    }

    /// Without a mail server: a visitor opens the link on the page.
    private static void showsEmails(RunningEngine engine) {
        var values = Map.of("name", "Ada <Example>", "link", "/verify-email?token=trial", "validMinutes", "30");
        engine.bean(MailOutbox.class)
                .add(new Mail(RunningEngine.person(1), "ada@example.com", "trial", "verify-email", values));
        var page = engine.anonymous().get("/demo/mails");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("Confirm your e-mail address", "ada@example.com", "Shown here only")
                .contains("Hello Ada &lt;Example&gt;,", engine.base() + "/verify-email?token=trial")
                .contains("href=\"/verify-email?token=trial\"");
    }

    /// Its orders are as old as they state, none is in the future, and reservations expired in
    /// time.
    private static void hasConsistentTimes(RunningEngine engine) {
        var placed = engine
                .jdbc()
                .sql("select placed_at from read.customer_order order by placed_at")
                .query(OffsetDateTime.class)
                .stream()
                .map(OffsetDateTime::toInstant)
                .toList();
        var now = Instant.now();
        assertThat(placed.getFirst()).isBefore(now.minus(DAYS - 3, ChronoUnit.DAYS));
        assertThat(placed.getLast()).isBetween(now.minusSeconds(300), now);
        var days = placed.stream()
                .map(at -> at.truncatedTo(ChronoUnit.DAYS))
                .distinct()
                .count();
        assertThat(days).isGreaterThan(DAYS - 6);
    }

    private static void hasNoOpenWork(RunningEngine engine) {
        assertThat(count(engine, "engine.parked_event")).isZero();
        assertThat(count(engine, "engine.dead_letter_entry")).isZero();
    }

    /// The analysts' questions, answered from the demo's tables and from its raw event log.
    private static void answersAnalysts(RunningEngine engine) throws Exception {
        AnalystQuestions.settle(engine);
        var expected = new ExpectedAnswers(new ExpectedTotals(engine));
        var softly = new SoftAssertions();
        for (var question : AnalystQuestions.all().toList()) {
            softly.assertThat(AnalystQuestions.ask(engine, question.sql()))
                    .as(question.toString())
                    .isEqualTo(expected.to(question.number()))
                    .isNotEmpty();
        }
        softly.assertAll();
    }

    private static int progress(RunningEngine engine) {
        return engine.anonymous()
                .get("/api/v1/demo/progress")
                .body()
                .path("percent")
                .asInt();
    }

    private static int people(Path folder) throws Exception {
        try (var tokens = Files.list(folder.resolve("data/tokens"))) {
            return (int) tokens.filter(token -> !token.endsWith("metrics.jwt")).count();
        }
    }

    private static long pictures(RunningEngine engine) {
        return engine.jdbc()
                .sql("select sum(jsonb_array_length(images)) from read.catalog_product")
                .query(Long.class)
                .single();
    }

    private static List<String> namesAfter(RunningEngine engine, long events) {
        var names = new ArrayList<String>();
        engine.log().read(event -> names.add(event.name()));
        return names.subList((int) events, names.size());
    }

    private static long count(RunningEngine engine, String rows) {
        return engine.jdbc()
                .sql("select count(*) from " + rows)
                .query(Long.class)
                .single();
    }

    private static Set<String> statuses(RunningEngine engine) {
        return Set.copyOf(engine.jdbc()
                .sql("select distinct status from read.customer_order")
                .query(String.class)
                .list());
    }
}
