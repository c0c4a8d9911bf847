package io.packhouse.engine.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.postgres.DatabaseConfiguration;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// A node never deletes tasks of another role, however old they are.
class UnknownTaskTest {

    @TempDir
    static Path folder;

    @Test
    void tasksOfAnotherRoleAreNeverDeleted() throws Exception {
        try (var database = new SpringApplicationBuilder(DatabaseConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--packhouse.data=" + folder, "--spring.main.banner-mode=off")) {
            var jdbc = database.getBean(JdbcClient.class);
            foreign(jdbc, "overdue", "now() - interval '15 days'");
            foreign(jdbc, "future", "now() + interval '15 minutes'");
            var node = new DbSchedulerTaskScheduler(
                    database.getBean(DataSource.class), List.of(), JsonMapper.shared(), Clock.systemUTC(), false);
            node.start();
            try {
                // It has polled due tasks, and cleaned up twice, once per heartbeat.
                Thread.sleep(Duration.ofSeconds(6));
            } finally {
                node.stop();
            }
            assertThat(jdbc.sql("select task_instance from engine.scheduled_tasks")
                            .query(String.class)
                            .list())
                    .containsExactlyInAnyOrder("overdue", "future");
        }
    }

    private static void foreign(JdbcClient jdbc, String id, String at) {
        jdbc.sql("insert into engine.scheduled_tasks (task_name, task_instance,"
                        + " execution_time, picked, version) values ('of.another.role', ?,"
                        + at
                        + ", false, 1)")
                .param(id)
                .update();
    }
}
