package io.packhouse.engine.mail;

import io.packhouse.engine.encryption.PersonalDataCipher;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.mail.MailException;
import org.thymeleaf.exceptions.TemplateEngineException;

/// Sends the e-mails of the outbox: when one is added here, and otherwise every few seconds. Several nodes share the
/// work. A crash between the mail server's acceptance and its record sends an e-mail again, with the same Message-ID.
public class MailDelivery implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(4);

    /// With these pauses the last attempt is a day after the first.
    static final int MOST_ATTEMPTS = 15;

    private static final Duration STOP = Duration.ofSeconds(5);

    private final MailStore store;
    private final PersonalDataCipher cipher;
    private final MailRenderer renderer;
    private final MailSettings settings;
    private final SmtpMailTransport transport;
    private final MailMetrics metrics;
    private final Semaphore added = new Semaphore(0);
    private volatile boolean running;
    private @Nullable Thread thread;

    public MailDelivery(
            MailStore store,
            PersonalDataCipher cipher,
            MailRenderer renderer,
            MailSettings settings,
            SmtpMailTransport transport,
            MailMetrics metrics) {
        this.store = store;
        this.cipher = cipher;
        this.renderer = renderer;
        this.settings = settings;
        this.transport = transport;
        this.metrics = metrics;
    }

    /// An e-mail was added: looks for it now.
    public void wake() {
        if (running) {
            added.release();
        }
    }

    @Override
    public void start() {
        var waiting = store.waiting();
        metrics.waiting(waiting);
        if (!settings.isConfigured()) {
            LOG.info(
                    "No mail server is set (PACKHOUSE_MAIL_HOST), so no e-mail is sent; {} from before wait.",
                    waiting.count());
            return;
        }
        LOG.info("E-mails are sent through {}; {} wait.", settings, waiting.count());
        running = true;
        thread = Thread.ofVirtual().name("mail").start(this::loop);
    }

    private void loop() {
        while (running) {
            try {
                round();
                var _ = added.tryAcquire(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
                added.drainPermits();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (running) {
                    LOG.warn("E-mails cannot be read from the outbox: {}", e.toString());
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(settings.pollInterval());
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /// Sends what is due. While the mail server cannot be used, only some of it is tried.
    void round() {
        int claimed;
        boolean usable;
        do {
            var mails = store.claim(settings.connections());
            claimed = mails.size();
            usable = sendAll(mails);
        } while (usable && claimed == settings.connections());
        metrics.waiting(store.waiting());
    }

    private boolean sendAll(List<OutboxMail> mails) {
        if (mails.isEmpty()) {
            return true;
        }
        try (var connections = Executors.newVirtualThreadPerTaskExecutor()) {
            var usable = true;
            var sends = mails.stream()
                    .<Callable<Boolean>>map(mail -> () -> send(mail))
                    .toList();
            for (var sent : connections.invokeAll(sends)) {
                usable &= sent.get();
            }
            return usable;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    /// Whether the mail server can be used.
    private boolean send(OutboxMail mail) {
        try {
            var address = cipher.open(mail.address(), String.class).flatMap(MailAddresses::parse);
            var content = Optional.ofNullable(mail.content())
                    .flatMap(stored -> cipher.open(stored, OutboxMail.Content.class));
            if (address.isEmpty() || content.isEmpty()) {
                store.end(mail, MailStatus.DROPPED, "The person was erased.");
                metrics.dropped();
                return true;
            }
            var rendered = renderer.render(mail.template(), content.get().values());
            transport.send(mail, address.get(), rendered);
        } catch (MailException e) {
            return failed(mail, SmtpFailure.of(e));
        } catch (TemplateEngineException | IllegalArgumentException | IllegalStateException e) {
            LOG.error("E-mail {} cannot be rendered by the template {}", mail.number(), mail.template(), e);
            return failed(mail, new SmtpFailure("The e-mail cannot be rendered.", true, false));
        }
        store.end(mail, MailStatus.SENT, null);
        metrics.sent();
        return true;
    }

    private boolean failed(OutboxMail mail, SmtpFailure failure) {
        if (failure.permanent() || mail.attempts() >= MOST_ATTEMPTS) {
            LOG.warn("E-mail {} is not sent after {} attempts: {}", mail.number(), mail.attempts(), failure.sentence());
            store.end(mail, MailStatus.FAILED, failure.sentence());
            metrics.failed();
        } else {
            var pause = pauseAfter(mail.attempts());
            LOG.warn("E-mail {} was not sent; next attempt in {}: {}", mail.number(), pause, failure.sentence());
            store.retry(mail, pause, failure.sentence());
            metrics.retried();
        }
        return !failure.ofServer();
    }

    static Duration pauseAfter(int attempts) {
        var doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /// Lets an attempt end that has begun.
    @Override
    public void stop() {
        running = false;
        added.release();
        var loop = thread;
        if (loop == null) {
            return;
        }
        try {
            if (!loop.join(STOP)) {
                loop.interrupt();
            }
        } catch (InterruptedException e) {
            loop.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
