package io.packhouse.engine.monitoring;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is under way, set aside or overdue, by name: how many, and for how many seconds the oldest.
public final class Backlog {

    /// The simple name of a saga's class, which is what follows the last dot of its type.
    private static final String SAGA = "regexp_replace(saga_type, '.*[.]', '')";

    private static final String SAGAS =
            """
            select %s as name, count(*) as count,
                extract(epoch from clock_timestamp() - min(started_at)) as age
            from engine.saga_entry group by 1
            """
                    .formatted(SAGA);
    private static final String PARKED =
            """
            select %s as name, count(distinct saga_id) as count,
                extract(epoch from clock_timestamp() - min(parked_at)) as age
            from engine.parked_event group by 1
            """
                    .formatted(SAGA);
    private static final String LETTERS =
            """
            select processing_group as name, count(*) as count,
                extract(epoch from clock_timestamp() - min(enqueued_at::timestamptz)) as age
            from engine.dead_letter_entry group by 1
            """;
    private static final String OVERDUE =
            """
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
        return ask(SAGAS);
    }

    List<Waiting> parked() {
        return ask(PARKED);
    }

    /// Events that a projection could not take and set aside, by its group.
    public List<Waiting> deadLetters() {
        return ask(LETTERS);
    }

    List<Waiting> overdue() {
        return ask(OVERDUE);
    }

    private List<Waiting> ask(String sql) {
        return jdbc.sql(sql)
                .query(
                        (row, _) ->
                                new Waiting(
                                        row.getString("name"),
                                        row.getLong("count"),
                                        Math.max(0, row.getDouble("age"))))
                .list();
    }
}
