package io.packhouse.engine.monitoring;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Running, parked and overdue work, by name: the count and the age of the oldest in seconds.
public final class Backlog {

    /// The simple name of a saga's class: the part of its type after the last dot.
    private static final String SAGA = "regexp_replace(saga_type, '.*[.]', '')";

    private static final String SAGAS = """
            select %s as name, count(*) as count,
                extract(epoch from clock_timestamp() - min(started_at)) as age
            from engine.saga_entry group by 1
            """.formatted(SAGA);
    private static final String PARKED = """
            select %s as name, count(distinct saga_id) as count,
                extract(epoch from clock_timestamp() - min(parked_at)) as age
            from engine.parked_event group by 1
            """.formatted(SAGA);
    private static final String DEAD_LETTERS = """
            select processing_group as name, count(*) as count,
                extract(epoch from clock_timestamp() - min(enqueued_at::timestamptz)) as age
            from engine.dead_letter_entry group by 1
            """;
    private static final String OVERDUE = """
            select task_name as name, count(*) as count,
                extract(epoch from clock_timestamp() - min(execution_time)) as age
            from engine.scheduled_tasks where execution_time < clock_timestamp() and not picked
            group by 1
            """;

    private final JdbcClient jdbc;

    public record Waiting(String name, long count, double age) {

        static Waiting nothing(String name) {
            return new Waiting(name, 0, 0);
        }
    }

    public Backlog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Waiting> sagas() {
        return query(SAGAS);
    }

    List<Waiting> parked() {
        return query(PARKED);
    }

    /// Failed events in a projection's dead-letter queue, by processing group.
    public List<Waiting> deadLetters() {
        return query(DEAD_LETTERS);
    }

    List<Waiting> overdue() {
        return query(OVERDUE);
    }

    private List<Waiting> query(String sql) {
        return jdbc.sql(sql)
                .query((row, _) ->
                        new Waiting(row.getString("name"), row.getLong("count"), Math.max(0, row.getDouble("age"))))
                .list();
    }
}
