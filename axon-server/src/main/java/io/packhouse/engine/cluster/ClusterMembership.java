package io.packhouse.engine.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tracks which nodes are alive, by the database's clock, and the segments they share.
public final class ClusterMembership {

    /// Interval of heartbeats.
    public static final Duration BEAT = Duration.ofSeconds(2);

    /// A node without a heartbeat for this long counts as dead.
    public static final Duration SILENCE = Duration.ofSeconds(6);

    private static final Duration ALONE = Duration.ofSeconds(10);
    private static final String SEGMENTS = """
            select processor_name, count(*)::int from engine.token_entry
            where not starts_with(processor_name, '__')
            group by processor_name""";

    private final JdbcClient jdbc;
    private final Node own;
    private volatile List<Member> living;
    private volatile Map<String, Integer> segments = Map.of();

    public ClusterMembership(JdbcClient jdbc, Node own) {
        this.jdbc = jdbc;
        this.own = own;
        living = List.of(new Member(own, Set.of()));
    }

    /// Time without a heartbeat after which a claim of such a node may be taken over.
    public static Duration silence(Node node) {
        return node.clustered() ? SILENCE : ALONE;
    }

    public Node own() {
        return own;
    }

    /// A node and the processors that it has; another version may have other processors.
    public record Member(Node node, Set<String> processors) {}

    /// The nodes alive as of the last heartbeat, including this one; before the first, only this
    /// one.
    public List<Member> living() {
        return living;
    }

    /// The number of segments of each processor, as of the last heartbeat.
    public Map<String, Integer> segments() {
        return segments;
    }

    /// Records a heartbeat with this node's processors, and reads those of the other nodes.
    public void heartbeat(Set<String> processors) {
        jdbc.sql("""
                insert into engine.node (name, role, processors, started_at, seen_at)
                values (?, ?, string_to_array(?, ','), now(), now())
                on conflict (name) do update set role = excluded.role,
                processors = excluded.processors, seen_at = now()""")
                .params(own.name(), own.role().word(), String.join(",", processors))
                .update();
        living = jdbc.sql("""
                select name, role, array_to_string(processors, ',')
                from engine.node where name = ?
                or seen_at > now() - make_interval(secs => ?)
                order by name""")
                .params(own.name(), SILENCE.toSeconds())
                .query((row, _) -> new Member(
                        new Node(row.getString(1), Node.Role.of(row.getString(2)), true),
                        Set.of(row.getString(3).split(","))))
                .list();
        segments = jdbc.sql(SEGMENTS).query((row, _) -> Map.entry(row.getString(1), row.getInt(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Deletes nodes without a heartbeat for a day.
    public void deleteStaleNodes() {
        jdbc.sql("delete from engine.node where seen_at < now() - interval '1 day'")
                .update();
    }

    /// Deregisters this node, so that the others need not wait for its timeout.
    public void leave() {
        jdbc.sql("delete from engine.node where name = ?").param(own.name()).update();
    }
}
