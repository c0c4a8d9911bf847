package io.packhouse.payment.provider;

import io.packhouse.engine.scheduling.DurableTask;
import io.packhouse.engine.scheduling.DurableTaskScheduler;
import io.packhouse.payment.provider.PaymentProvider.Change;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Polls the provider's list of refunds and disputes, so that none of them depends on a webhook,
/// however long ago the payment was settled.
@Component
class ProviderChangesTask implements DurableTask<ProviderChangesTask.Item> {

    private static final Duration KEPT_BY_PROVIDER = Duration.ofDays(30);

    /// Changes may appear in the list late, when they were in progress during the previous poll.
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final PaymentProvider provider;
    private final ProviderIntentTask intents;
    private final ObjectProvider<DurableTaskScheduler>
            work; // Lazy: the scheduler is built from all tasks, including this one.
    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration pause;

    record Item() {}

    ProviderChangesTask(
            PaymentProvider provider,
            ProviderIntentTask intents,
            ObjectProvider<DurableTaskScheduler> work,
            JdbcClient jdbc,
            Clock clock,
            @Value("${packhouse.payment.changes-poll-interval:PT5M}") Duration pause) {
        this.provider = provider;
        this.intents = intents;
        this.work = work;
        this.jdbc = jdbc;
        this.clock = clock;
        this.pause = pause;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        work.getObject().schedule(this, "all", clock.instant(), new Item());
    }

    @Override
    public String name() {
        return "payment.provider-changes";
    }

    @Override
    public Class<Item> payload() {
        return Item.class;
    }

    @Override
    public Next perform(Item item) {
        provider.changesSince(since()).ifPresent(this::follow);
        return new Next.Retry(pause);
    }

    private void follow(List<Change> changes) {
        changes.stream()
                .sorted(Comparator.comparing(Change::at))
                .filter(change -> !isKnown(change))
                .forEach(this::follow);
        jdbc.sql("""
                delete from engine.provider_change where at < (select max(at) from
                engine.provider_change) - make_interval(secs => ?)""").param(2 * OVERLAP.toSeconds()).update();
    }

    /// The change counts as seen only when its check is scheduled.
    private void follow(Change change) {
        var id = change.intentId() + "/" + change.eventId();
        work.getObject().schedule(intents, id, clock.instant(), new ProviderIntentTask.Item(change.intentId()));
        jdbc.sql("insert into engine.provider_change (event_id, at) values (?, ?) on conflict do nothing")
                .params(change.eventId(), change.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    private boolean isKnown(Change change) {
        return jdbc.sql("select exists(select from engine.provider_change where event_id = ?)")
                .param(change.eventId())
                .query(Boolean.class)
                .single();
    }

    /// By the provider's clock, up to the last change seen.
    private Instant since() {
        return jdbc.sql("select max(at) as at from engine.provider_change")
                .query((row, _) -> java.util.Optional.ofNullable(row.getObject("at", OffsetDateTime.class)))
                .single()
                .map(at -> at.toInstant().minus(OVERLAP))
                .orElseGet(() -> clock.instant().minus(KEPT_BY_PROVIDER));
    }
}
