package io.packhouse.engine.mail;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts e-mails.
public final class MailMetrics {

    private final Counter sent;
    private final Counter retried;
    private final Counter failed;
    private final Counter dropped;
    private final Counter skipped;
    private volatile MailStore.Waiting waiting = new MailStore.Waiting(0, 0);

    public MailMetrics(MeterRegistry meters) {
        sent = counter(meters, "sent");
        retried = counter(meters, "retried");
        failed = counter(meters, "failed");
        dropped = counter(meters, "dropped");
        skipped = counter(meters, "skipped");
        Gauge.builder("packhouse.mails.waiting", () -> waiting.count())
                .description("E-mails in the outbox that are not sent yet.")
                .register(meters);
        Gauge.builder("packhouse.mails.waiting.age", () -> waiting.oldestSeconds())
                .description("How long the oldest of them has been waiting.")
                .baseUnit("seconds")
                .register(meters);
    }

    void sent() {
        sent.increment();
    }

    void retried() {
        retried.increment();
    }

    void failed() {
        failed.increment();
    }

    void dropped() {
        dropped.increment();
    }

    void skipped() {
        skipped.increment();
    }

    void waiting(MailStore.Waiting now) {
        waiting = now;
    }

    private static Counter counter(MeterRegistry meters, String outcome) {
        return Counter.builder("packhouse.mails")
                .description("Attempts to send an e-mail on this node, by outcome; `dropped`: the person was erased,"
                        + " `skipped`: there is no mail server.")
                .tag("outcome", outcome)
                .register(meters);
    }
}
