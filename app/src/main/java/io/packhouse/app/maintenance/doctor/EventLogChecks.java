package io.packhouse.app.maintenance.doctor;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.store.PostgresRawEventStore;
import io.packhouse.app.maintenance.store.TableCatalog;
import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.postgres.embedded.OfflineStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Checks of the event store and its processors: lag, failures, late timers.
record EventLogChecks(MaintenanceContext here, OfflineStore store, Connection owner, Clock clock) {

    private static final long MUCH_BEHIND = 1_000;
    private static final Duration UNCLAIMED = Duration.ofSeconds(30);
    // Claims expire after six seconds by the clock of the node that takes over, and are renewed
    // every
    // two. Two nodes with clocks two seconds off in opposite directions would take each other's.
    private static final long SKEW_SHOULD_MILLIS = 1_000;
    private static final long SKEW_MUST_MILLIS = 2_000;

    private static final String PROCESSORS = """
            select processor_name, segment, convert_from(token, 'UTF8'), owner,
                extract(epoch from clock_timestamp() - timestamp::timestamptz)
            from engine.token_entry where processor_name <> '__config'
            order by 1, 2
            """;

    private record ProcessorPosition(String name, int segment, long position, boolean owned, double idleSeconds) {}

    List<CheckResult> run() throws SQLException {
        var found = new ArrayList<CheckResult>();
        var tableCatalog = new TableCatalog(owner);
        var head = head(found);
        if (head >= -1) {
            found.addAll(processors(head));
        }
        found.add(none(
                "dead letters",
                tableCatalog.number("select count(*) from engine.dead_letter_entry"),
                "events wait because a projection failed to handle them",
                "See cause_message in engine.dead_letter_entry; they are retried every ten seconds."));
        found.add(none(
                "parked sagas",
                tableCatalog.number("select count(distinct saga_id) from engine.parked_event"),
                "orders wait because a step failed",
                "See cause in engine.parked_event; after the cause is fixed they continue automatically."));
        found.add(timers(tableCatalog));
        found.add(skew(tableCatalog));
        return found;
    }

    /// Below −1 when it is unknown.
    private long head(List<CheckResult> found) throws SQLException {
        if (store.kind() == EventStoreType.EMBEDDED) {
            var head = new PostgresRawEventStore(owner).head();
            found.add(
                    CheckResult.fine("events", String.format(Locale.ROOT, "The last event is at position %,d.", head)));
            return head;
        }
        try (var server = here.events(store.kind())) {
            var head = server == null ? -1 : server.head();
            found.add(
                    CheckResult.fine("events", String.format(Locale.ROOT, "The last event is at position %,d.", head)));
            return head;
        } catch (MaintenanceException refused) {
            found.add(CheckResult.broken(
                    "events", refused.getMessage(), "Start the Axon Server, or configure the right one."));
            return -2;
        }
    }

    private List<CheckResult> processors(long head) throws SQLException {
        var found = new ArrayList<CheckResult>();
        var most = 0L;
        var all = processors();
        for (var processorPosition : all) {
            var behind = Math.max(0, head - processorPosition.position());
            most = Math.max(most, behind);
            var lag = String.format(
                    Locale.ROOT,
                    "%s (segment %s) is %,d positions behind",
                    processorPosition.name(),
                    processorPosition.segment(),
                    behind);
            if (store.isHeldByAnother() && isAlone(processorPosition)) {
                found.add(CheckResult.broken(
                        "projections",
                        lag + ", and no node processes it.",
                        "Look for its name in the engine's log; restart the engine if it is missing."));
            } else if (behind > MUCH_BEHIND) {
                found.add(CheckResult.warning(
                        "projections", lag + ".", "Wait while the number falls; otherwise check the engine's log."));
            }
        }
        if (found.isEmpty()) {
            found.add(CheckResult.fine(
                    "projections",
                    String.format(
                            Locale.ROOT, "%s event processors, at most %,d positions behind.", all.size(), most)));
        }
        return found;
    }

    private static boolean isAlone(ProcessorPosition processorPosition) {
        return !processorPosition.owned() || processorPosition.idleSeconds() > UNCLAIMED.toSeconds();
    }

    private List<ProcessorPosition> processors() throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(PROCESSORS)) {
            var found = new ArrayList<ProcessorPosition>();
            while (rows.next()) {
                found.add(new ProcessorPosition(
                        rows.getString(1),
                        rows.getInt(2),
                        position(rows.getString(3)),
                        rows.getString(4) != null,
                        rows.getDouble(5)));
            }
            return found;
        }
    }

    private static long position(@Nullable String token) {
        return token == null
                ? -1
                : JsonMapper.shared().readTree(token).findValues("globalIndex").stream()
                        .mapToLong(index -> index.asLong())
                        .min()
                        .orElse(-1);
    }

    private static CheckResult none(String check, long count, String what, String advice) {
        return count == 0
                ? CheckResult.fine(check, "None.")
                : CheckResult.warning(check, String.format(Locale.ROOT, "%,d %s.", count, what), advice);
    }

    private CheckResult timers(TableCatalog tableCatalog) throws SQLException {
        var late = tableCatalog.number("""
                select count(*) from engine.scheduled_tasks where not picked
                and execution_time < now() - interval '1 minute'""");
        if (late == 0) {
            return CheckResult.fine("timers", "None is late.");
        }
        var found = String.format(Locale.ROOT, "%,d timers are more than a minute late.", late);
        return store.isHeldByAnother()
                ? CheckResult.warning("timers", found, "Look for their task_name in the engine's log.")
                : CheckResult.fine("timers", found + " They fire when an engine starts.");
    }

    private CheckResult skew(TableCatalog tableCatalog) throws SQLException {
        var before = clock.millis();
        var there = tableCatalog.number("select (extract(epoch from clock_timestamp()) * 1000)::bigint");
        var apart = Math.abs(there - (before + clock.millis()) / 2);
        var found = String.format(Locale.ROOT, "This machine and the database are %,d ms apart.", apart);
        var advice = "Synchronise both by NTP: deadlines and claims depend on these clocks.";
        if (apart > SKEW_MUST_MILLIS) {
            return CheckResult.broken("clock", found, advice);
        }
        return apart > SKEW_SHOULD_MILLIS
                ? CheckResult.warning("clock", found, advice)
                : CheckResult.fine("clock", found);
    }
}
