package io.packhouse.app.care;

import io.packhouse.engine.postgres.OpenedStore;
import io.packhouse.engine.postgres.StoreKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The log and whoever follows it: how far, what failed, what is late.
record LogChecks(Surroundings here, OpenedStore store, Connection owner, Clock clock) {

    private static final long MUCH_BEHIND = 1_000;
    private static final Duration UNCLAIMED = Duration.ofSeconds(30);
    // Claims last six seconds by the clock of whoever would take them over, and are renewed every
    // two. Two nodes that are each two seconds off, one ahead and one behind, take each other's.
    private static final long SKEW_SHOULD_MILLIS = 1_000;
    private static final long SKEW_MUST_MILLIS = 2_000;

    private static final String FOLLOWERS =
            """
            select processor_name, segment, convert_from(token, 'UTF8'), owner,
                extract(epoch from clock_timestamp() - timestamp::timestamptz)
            from engine.token_entry where processor_name <> '__config'
            order by 1, 2
            """;

    private record Follower(
            String name, int segment, long position, boolean owned, double idleSeconds) {}

    List<Finding> look() throws SQLException {
        var found = new ArrayList<Finding>();
        var tables = new Tables(owner);
        var head = head(found);
        if (head >= -1) {
            found.addAll(followers(head));
        }
        found.add(
                none(
                        "dead letters",
                        tables.number("select count(*) from engine.dead_letter_entry"),
                        "events wait because a projection could not take them",
                        "See cause_message in engine.dead_letter_entry; they are retried every ten"
                                + " seconds."));
        found.add(
                none(
                        "parked sagas",
                        tables.number("select count(distinct saga_id) from engine.parked_event"),
                        "orders wait because a step failed",
                        "See cause in engine.parked_event; when it is mended they go on by"
                                + " themselves."));
        found.add(timers(tables));
        found.add(skew(tables));
        return found;
    }

    /// Below −1 when it cannot be told.
    private long head(List<Finding> found) throws SQLException {
        if (store.kind() == StoreKind.EMBEDDED) {
            var head = new PostgresEvents(owner).head();
            found.add(
                    Finding.fine(
                            "events",
                            String.format(
                                    Locale.ROOT, "The last event is at position %,d.", head)));
            return head;
        }
        try (var server = here.events(store.kind())) {
            var head = server == null ? -1 : server.head();
            found.add(
                    Finding.fine(
                            "events",
                            String.format(
                                    Locale.ROOT, "The last event is at position %,d.", head)));
            return head;
        } catch (CareRefused refused) {
            found.add(
                    Finding.broken(
                            "events",
                            refused.getMessage(),
                            "Start the Axon Server, or name the right one."));
            return -2;
        }
    }

    private List<Finding> followers(long head) throws SQLException {
        var found = new ArrayList<Finding>();
        var most = 0L;
        var all = followers();
        for (var follower : all) {
            var lag = Math.max(0, head - follower.position());
            most = Math.max(most, lag);
            var words =
                    String.format(
                            Locale.ROOT,
                            "%s (segment %s) is %,d positions behind",
                            follower.name(),
                            follower.segment(),
                            lag);
            if (store.isHeldByAnother() && isAlone(follower)) {
                found.add(
                        Finding.broken(
                                "projections",
                                words + ", and nobody works on it.",
                                "Look for its name in the engine's log; restart the engine when it"
                                        + " is not there."));
            } else if (lag > MUCH_BEHIND) {
                found.add(
                        Finding.warning(
                                "projections",
                                words + ".",
                                "Wait while the number falls; otherwise look into the engine's"
                                        + " log."));
            }
        }
        if (found.isEmpty()) {
            found.add(
                    Finding.fine(
                            "projections",
                            String.format(
                                    Locale.ROOT,
                                    "%s follow the log, at most %,d positions behind.",
                                    all.size(),
                                    most)));
        }
        return found;
    }

    private static boolean isAlone(Follower follower) {
        return !follower.owned() || follower.idleSeconds() > UNCLAIMED.toSeconds();
    }

    private List<Follower> followers() throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery(FOLLOWERS)) {
            var found = new ArrayList<Follower>();
            while (rows.next()) {
                found.add(
                        new Follower(
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

    private static Finding none(String check, long count, String what, String advice) {
        return count == 0
                ? Finding.fine(check, "None.")
                : Finding.warning(
                        check, String.format(Locale.ROOT, "%,d %s.", count, what), advice);
    }

    private Finding timers(Tables tables) throws SQLException {
        var late =
                tables.number(
                        "select count(*) from engine.scheduled_tasks where not picked"
                                + " and execution_time < now() - interval '1 minute'");
        if (late == 0) {
            return Finding.fine("timers", "None is late.");
        }
        var found = String.format(Locale.ROOT, "%,d timers are more than a minute late.", late);
        return store.isHeldByAnother()
                ? Finding.warning("timers", found, "Look for their task_name in the engine's log.")
                : Finding.fine("timers", found + " They ring when an engine starts.");
    }

    private Finding skew(Tables tables) throws SQLException {
        var before = clock.millis();
        var there = tables.number("select (extract(epoch from clock_timestamp()) * 1000)::bigint");
        var apart = Math.abs(there - (before + clock.millis()) / 2);
        var found =
                String.format(
                        Locale.ROOT, "This machine and the database are %,d ms apart.", apart);
        var advice = "Set both by NTP: deadlines and claims are kept by these clocks.";
        if (apart > SKEW_MUST_MILLIS) {
            return Finding.broken("clock", found, advice);
        }
        return apart > SKEW_SHOULD_MILLIS
                ? Finding.warning("clock", found, advice)
                : Finding.fine("clock", found);
    }
}
