package io.packhouse.engine.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.packhouse.engine.encryption.ErasedPersons;
import io.packhouse.engine.encryption.PersonKeyStore;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.postgres.DatabaseConfiguration;
import io.packhouse.shared.api.PersonId;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// The outbox on a PostgreSQL, and a real SMTP server.
class MailDeliveryTest {

    static final PersonId ADA = new PersonId("per_00000000000000000000000001");
    static final PersonId BOB = new PersonId("per_00000000000000000000000002");
    static final Map<String, String> VALUES = Map.of("name", "Ada", "lineList", "One", "link", "/");

    @TempDir
    static Path folder;

    static ConfigurableApplicationContext engine;
    static JdbcClient jdbc;
    static PersonKeyStore keys;
    static PersonalDataCipher cipher;

    final MovingClock clock = new MovingClock();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    GreenMail smtp;

    static final class MovingClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-30T12:00:00Z");

        void advance(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /// A node with its outbox.
    record MailNode(MailStore store, MailOutbox outbox, MailDelivery delivery, SmtpMailTransport transport) {}

    @BeforeAll
    static void start() {
        engine = new SpringApplicationBuilder(DatabaseConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--packhouse.data=" + folder.resolve("data"));
        jdbc = engine.getBean(JdbcClient.class);
        keys = new PersonKeyStore(
                jdbc, new byte[32], Clock.systemUTC(), new ErasedPersons(folder.resolve("erased")), false);
        cipher = new PersonalDataCipher(keys, JsonMapper.shared());
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @BeforeEach
    void empty() {
        jdbc.sql("delete from engine.mail").update();
        smtp = server(0);
    }

    @AfterEach
    void stopServer() {
        smtp.stop();
    }

    static GreenMail server(int port) {
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    MailNode node(String... settings) {
        var environment = new MockEnvironment()
                .withProperty("packhouse.mail.host", "127.0.0.1")
                .withProperty(
                        "packhouse.mail.port", String.valueOf(smtp.getSmtp().getPort()))
                .withProperty("packhouse.mail.encryption", "none")
                .withProperty("packhouse.mail.timeout", "PT5S")
                .withProperty("packhouse.mail.from", "Größte Kiste <shop@example.com>");
        Arrays.stream(settings)
                .map(setting -> setting.split("=", 2))
                .forEach(setting -> environment.setProperty(setting[0], setting[1]));
        var configured = MailSettings.of(environment);
        var store = new MailStore(jdbc, clock, false);
        var metrics = new MailMetrics(meters);
        var renderer = new MailRenderer("https://shop.example", configured);
        var transport = new SmtpMailTransport(configured, clock);
        var delivery = new MailDelivery(store, cipher, renderer, configured, transport, metrics);
        var outbox = new SqlMailOutbox(store, cipher, metrics, MailStatus.PENDING, delivery::wake);
        return new MailNode(store, outbox, delivery, transport);
    }

    static Mail mail(PersonId person, String address, String cause) {
        return new Mail(person, address, cause, "trial", VALUES);
    }

    record StoredMail(
            String status,
            int attempts,
            @Nullable String error,
            @Nullable String content) {}

    StoredMail stored() {
        return jdbc.sql("select status, attempts, error, content from engine.mail")
                .query(StoredMail.class)
                .single();
    }

    double count(String outcome) {
        return meters.counter("packhouse.mails", "outcome", outcome).count();
    }

    @Test
    void anEmailHasBothTextsInUtf8AndItsHeaders() throws Exception {
        var node = node();
        var values = Map.of("name", "Zoë Müller 🎁", "lineList", "Größe", "link", "/x");
        node.outbox().add(new Mail(ADA, "ada@example.com", "greeting/1", "trial", values));
        node.delivery().round();
        var message = received(1).getFirst();
        assertThat(message.getSubject()).isEqualTo("Hello Zoë Müller 🎁");
        assertThat(message.getHeader("From")).containsExactly("=?UTF-8?Q?Gr=C3=B6=C3=9Fte_Kiste?= <shop@example.com>");
        assertThat(message.getAllRecipients()).extracting(Object::toString).containsExactly("ada@example.com");
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getMessageID()).matches("<[0-9a-f]{32}@example\\.com>");
        assertThat(message.getSentDate()).isEqualTo(clock.instant());
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        var parts = (MimeMultipart) message.getContent();
        assertThat(parts.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat((String) parts.getBodyPart(0).getContent()).contains("Zoë Müller 🎁", "- Größe");
        assertThat(parts.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("<p>Zoë Müller 🎁</p>", "https://shop.example/x");
        assertThat(stored()).isEqualTo(new StoredMail("SENT", 1, null, null));
        assertThat(count("sent")).isOne();
    }

    @Test
    void onePersonGetsOneEmailForACause() {
        var node = node();
        node.outbox().add(mail(ADA, "ada@example.com", "order-confirmed/1"));
        node.outbox().add(mail(ADA, "ada@example.com", "order-confirmed/1"));
        node.outbox().add(mail(BOB, "bob@example.com", "order-confirmed/1"));
        node.delivery().round();
        node.outbox().add(mail(ADA, "other@example.com", "order-confirmed/1")); // Sent before.
        clock.advance(Duration.ofDays(1));
        node.delivery().round();
        assertThat(received(2))
                .extracting(message -> message.getAllRecipients()[0].toString())
                .containsExactlyInAnyOrder("ada@example.com", "bob@example.com");
    }

    @Test
    void whatIsStoredIsEncrypted() {
        node().outbox().add(mail(ADA, "ada@example.com", "order-confirmed/1"));
        var row = jdbc.sql("select m::text from engine.mail m")
                .query(String.class)
                .single();
        assertThat(row).contains("order-confirmed/1").doesNotContain("example.com", "\"name\"");
    }

    @Test
    void anEmailIsAddedInTheTransactionOfTheCaller() {
        var node = node();
        new TransactionTemplate(engine.getBean(PlatformTransactionManager.class)).executeWithoutResult(transaction -> {
            node.outbox().add(mail(ADA, "ada@example.com", "order-confirmed/1"));
            transaction.setRollbackOnly();
        });
        node.delivery().round();
        assertThat(node.store().latest(10)).isEmpty();
    }

    @Test
    void anEmailIsSentAfterTheServerWasDown() {
        var port = smtp.getSmtp().getPort();
        var node = node();
        smtp.stop();
        node.outbox().add(mail(ADA, "ada@example.com", "order-confirmed/1"));
        node.delivery().round();
        assertThat(stored().error()).isEqualTo("The mail server cannot be used: ConnectException.");
        assertThat(node.store().waiting()).isEqualTo(new MailStore.Waiting(1, 0));
        smtp = server(port);
        node.delivery().round();
        assertThat(stored().attempts()).as("not before its time").isOne();
        clock.advance(Duration.ofSeconds(30));
        node.delivery().round();
        assertThat(received(1)).hasSize(1);
        assertThat(stored()).isEqualTo(new StoredMail("SENT", 2, null, null));
        assertThat(count("retried")).isOne();
    }

    @Test
    void afterADayOfAttemptsItIsGivenUp() {
        var node = node();
        smtp.stop();
        node.outbox().add(mail(ADA, "ada@example.com", "order-confirmed/1"));
        var began = clock.instant();
        while (stored().status().equals("PENDING")) {
            node.delivery().round();
            clock.advance(MailDelivery.pauseAfter(stored().attempts()));
        }
        assertThat(stored().status()).isEqualTo("FAILED");
        assertThat(stored().content()).isNull();
        assertThat(Duration.between(began, clock.instant())).isBetween(Duration.ofHours(20), Duration.ofHours(36));
        assertThat(count("failed")).isOne();
    }

    @Test
    void anEmailOfAnErasedPersonIsDropped() {
        var node = node();
        var gone = new PersonId("per_00000000000000000000000009");
        node.outbox().add(mail(gone, "gone@example.com", "order-confirmed/1"));
        keys.erase(gone);
        node.delivery().round();
        assertThat(stored()).isEqualTo(new StoredMail("DROPPED", 1, "The person was erased.", null));
        assertThat(smtp.getReceivedMessages()).isEmpty();
    }

    @Test
    void anInvalidAddressIsRefusedAndStopsNothing() {
        var node = node();
        node.outbox().add(mail(ADA, "ada@example.com\r\nBcc: eve@example.com", "order-confirmed/1"));
        node.delivery().round();
        assertThat(stored())
                .isEqualTo(new StoredMail("FAILED", 0, "The address is not one that e-mail can be sent to.", null));
        assertThat(smtp.getReceivedMessages()).isEmpty();
    }

    @Test
    void aMissingTemplateFailsAloneAndAtOnce() {
        var node = node();
        node.outbox().add(new Mail(ADA, "ada@example.com", "a", "missing", Map.of()));
        node.delivery().round();
        assertThat(stored()).isEqualTo(new StoredMail("FAILED", 1, "The e-mail cannot be rendered.", null));
    }

    @Test
    void nothingIsSentWithoutTheRequiredEncryption() {
        var node = node("packhouse.mail.encryption=starttls");
        node.outbox().add(mail(ADA, "ada@example.com", "order-confirmed/1"));
        node.delivery().round();
        assertThat(smtp.getReceivedMessages()).isEmpty();
        assertThat(stored().status()).isEqualTo("PENDING");
    }

    /// A crash between the server's acceptance and its record.
    @Test
    void anAttemptWhoseResultIsUnknownIsRepeatedWithTheSameMessageId() throws Exception {
        var node = node();
        node.outbox().add(mail(ADA, "ada@example.com", "order-confirmed/1"));
        var claimed = node.store().claim(10).getFirst();
        var rendered = new MailRenderer.RenderedMail("Subject", "Text", "<p>Text</p>");
        node.transport().send(claimed, MailAddresses.parse("ada@example.com").orElseThrow(), rendered);
        node.delivery().round();
        assertThat(received(1)).as("claimed by the node that died").hasSize(1);
        clock.advance(MailStore.CLAIM);
        node.delivery().round();
        var both = received(2);
        assertThat(both.getFirst().getMessageID()).isEqualTo(both.getLast().getMessageID());
        node.store().end(claimed, MailStatus.FAILED, "late");
        assertThat(stored().status()).as("the late node changes nothing").isEqualTo("SENT");
    }

    @Test
    void twoNodesSendEachEmailOnce() throws Exception {
        var nodes = List.of(node(), node());
        IntStream.range(0, 60).forEach(i -> nodes.getFirst().outbox().add(mail(ADA, "ada@example.com", "cause/" + i)));
        try (var threads = Executors.newFixedThreadPool(2)) {
            var rounds = nodes.stream()
                    .<Callable<Void>>map(node -> () -> {
                        node.delivery().round();
                        return null;
                    })
                    .toList();
            for (var round : threads.invokeAll(rounds)) {
                round.get();
            }
        }
        assertThat(received(60)).extracting(MimeMessage::getMessageID).doesNotHaveDuplicates();
    }

    @Test
    void aRunningDeliverySendsWhatIsAddedAtOnce() {
        var node = node("packhouse.mail.poll-interval=PT1H");
        node.delivery().start();
        try {
            node.outbox().add(mail(ADA, "ada@example.com", "order-confirmed/1"));
            await().atMost(Duration.ofSeconds(10)).until(() -> smtp.getReceivedMessages().length == 1);
            await().until(() -> stored().status().equals("SENT"));
        } finally {
            node.delivery().stop();
        }
    }

    @Test
    void withoutAMailServerNothingIsKept() {
        var store = new MailStore(jdbc, clock, false);
        new SqlMailOutbox(store, cipher, new MailMetrics(meters), null, () -> {})
                .add(mail(ADA, "ada@example.com", "order-confirmed/1"));
        assertThat(store.latest(10)).isEmpty();
        assertThat(count("skipped")).isOne();
    }

    @Test
    void anEmailThatEndedLongAgoIsDeleted() {
        var node = node();
        node.outbox().add(mail(ADA, "ada@example.com", "order-confirmed/1"));
        node.delivery().round();
        clock.advance(Duration.ofDays(89));
        node.store().prune();
        assertThat(node.store().latest(10)).hasSize(1);
        clock.advance(Duration.ofDays(2));
        node.store().prune();
        assertThat(node.store().latest(10)).isEmpty();
    }

    /// All that were received, exactly that many.
    List<MimeMessage> received(int many) {
        var all = List.of(smtp.getReceivedMessages());
        assertThat(all)
                .as(() -> all.stream()
                        .map(GreenMailUtil::getWholeMessage)
                        .toList()
                        .toString())
                .hasSize(many);
        return all;
    }
}
