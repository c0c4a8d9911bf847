package io.packhouse.engine.operations;

import io.packhouse.engine.nodes.Bell;
import io.packhouse.shared.api.Personal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/// Follows, on this node, what operators wish for, and does the acts that wait.
public class Operator {

    private static final Logger LOG = LoggerFactory.getLogger(Operator.class);
    private static final String TOPIC = "acts";
    private static final long BEAT = TimeUnit.SECONDS.toNanos(1);

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final EventProcessingConfiguration processing;
    private final ProcessorWishes wishes;
    private final Bell bell;
    private final Acts acts;
    private final Pulse pulse;
    private final ShareWork sharing;
    private final List<ActWork> works;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private long beaten = System.nanoTime() - BEAT;

    Operator(
            DataSource dataSource,
            EventProcessingConfiguration processing,
            ProcessorWishes wishes,
            Bell bell,
            Acts acts,
            Pulse pulse,
            ShareWork sharing,
            List<ActWork> works) {
        this.jdbc = JdbcClient.create(dataSource);
        this.dataSource = dataSource;
        this.processing = processing;
        this.wishes = wishes;
        this.bell = bell;
        this.acts = acts;
        this.pulse = pulse;
        this.sharing = sharing;
        this.works = new ArrayList<>(works);
        this.works.add(sharing);
        bell.hear(TOPIC, _ -> roundNow());
    }

    /// Says that this node is gone.
    public void stop() {
        pulse.end();
    }

    /// Records an act, and with it what is wished for from now on; false when the id is known.
    @Transactional
    public boolean ask(
            String id,
            ActKind kind,
            String subject,
            Map<String, List<String>> details,
            String actor,
            Personal<String> reason,
            Instant at) {
        if (!acts.ask(id, kind, subject, details, actor, reason, at)) {
            return false;
        }
        if (kind == ActKind.PAUSE) {
            acts.supersede(subject, id);
            jdbc.sql(
                            "insert into engine.paused_processor (processor, act_id, since)"
                                    + " values (?, ?, now()) on conflict do nothing")
                    .params(subject, id)
                    .update();
        } else if (kind == ActKind.RESUME) {
            acts.supersede(subject, id);
            jdbc.sql("delete from engine.paused_processor where processor = ?")
                    .param(subject)
                    .update();
        }
        return true;
    }

    /// Does not wait for the next round, here and on the other nodes.
    public void wake() {
        bell.call(TOPIC, "new");
        roundNow();
    }

    private void roundNow() {
        Thread.startVirtualThread(this::round);
    }

    public synchronized void round() {
        wishes.refresh();
        processing
                .eventProcessors()
                .forEach(
                        (name, processor) -> {
                            if (wishes.isPaused(name)
                                    && processor instanceof StreamingEventProcessor streaming) {
                                letGo(streaming);
                            }
                        });
        var waiting = acts.waiting();
        sharing.makeRoom(waiting);
        if (!waiting.isEmpty() || System.nanoTime() - beaten >= BEAT) {
            beaten = System.nanoTime();
            pulse.beat(waiting.stream().map(Act::id).collect(Collectors.toSet()));
        }
        waiting.forEach(this::attempt);
    }

    private static void letGo(StreamingEventProcessor processor) {
        processor.processingStatus().keySet().forEach(segment -> Claims.letGo(processor, segment));
    }

    private void attempt(Act act) {
        for (var work : works) {
            if (work.kinds().contains(act.kind())) {
                if (work.isLong()) {
                    beside(work, act);
                } else {
                    end(act, work);
                }
            }
        }
    }

    private void end(Act act, ActWork work) {
        work.work(act).ifPresent(outcome -> acts.end(act, outcome));
    }

    /// The list it stands on may be older than its end.
    private void endOnce(Act act, ActWork work) {
        acts.one(act.id())
                .filter(now -> now.state() == Act.State.WAITING)
                .ifPresent(now -> end(now, work));
    }

    private void beside(ActWork work, Act act) {
        if (underWay.add(act.id())) {
            Thread.ofVirtual()
                    .name(act.id())
                    .start(
                            () -> {
                                try {
                                    alone(act, () -> endOnce(act, work));
                                } catch (RuntimeException | SQLException e) {
                                    LOG.warn("{} failed and is tried again", act, e);
                                } finally {
                                    underWay.remove(act.id());
                                }
                            });
        }
    }

    /// While no other node is at it. The lock is the session's, so it ends with the node.
    private void alone(Act act, Runnable doing) throws SQLException {
        try (var connection = dataSource.getConnection();
                var lock = connection.prepareStatement(locking("pg_try_advisory_lock"));
                var unlock = connection.prepareStatement(locking("pg_advisory_unlock"))) {
            lock.setString(1, act.id());
            try (var answer = lock.executeQuery()) {
                answer.next();
                if (!answer.getBoolean(1)) {
                    return;
                }
            }
            try {
                doing.run();
            } finally {
                unlock.setString(1, act.id());
                unlock.execute();
            }
        }
    }

    private static String locking(String how) {
        return "select " + how + "(hashtextextended(?, 180))";
    }

    /// The act as it stands, once it has ended or the time is up.
    public @Nullable Act await(String id, Duration atMost) {
        var until = System.nanoTime() + atMost.toNanos();
        var act = acts.one(id).orElse(null);
        while (act != null
                && act.state() == Act.State.WAITING
                && System.nanoTime() < until
                && pause()) {
            act = acts.one(id).orElse(null);
        }
        return act;
    }

    private static boolean pause() {
        try {
            Thread.sleep(50);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
