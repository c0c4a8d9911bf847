package io.packhouse.stories;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.postgres.DatabaseLogins;
import io.packhouse.engine.projection.ProjectionProgress;
import io.packhouse.engine.query.ProjectionCatchUp;
import io.packhouse.testing.RunningEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The twenty-two questions of `docs/analyst-questions.md`, run with an analyst's login.
final class AnalystQuestions {

    private static final Pattern QUESTION =
            Pattern.compile("## (\\d+)\\. ([^\\n]+)\\n\\n```sql\\n(.*?)\\n```", Pattern.DOTALL);

    record Question(int number, String title, String sql) {

        @Override
        public String toString() {
            return number + ". " + title;
        }
    }

    private AnalystQuestions() {}

    static Stream<Question> all() throws IOException {
        var found = new ArrayList<Question>();
        var page = QUESTION.matcher(Files.readString(Path.of("../docs/analyst-questions.md")));
        while (page.find()) {
            found.add(new Question(Integer.parseInt(page.group(1)), page.group(2), page.group(3)));
        }
        assertThat(found)
                .extracting(Question::number)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 22).boxed().toList());
        return found.stream();
    }

    /// A row is its values with a space between them.
    static List<String> ask(RunningEngine engine, String sql) throws SQLException {
        var login = engine.bean(DatabaseLogins.class).analyst();
        try (var connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                var statement = connection.createStatement()) {
            try (var rows = statement.executeQuery(sql)) {
                var found = new ArrayList<String>();
                while (rows.next()) {
                    var row = new StringBuilder();
                    for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                        row.append(i == 1 ? "" : " ").append(rows.getString(i));
                    }
                    found.add(row.toString());
                }
                return found;
            }
        }
    }

    /// Waits until no more events are recorded and every read table shows those there are.
    static void settle(RunningEngine engine) {
        var tail = engine.bean(EventTail.class);
        long before;
        do {
            before = tail.position();
            for (var group : engine.bean(ProjectionProgress.class).names()) {
                engine.bean(ProjectionCatchUp.class).await(group, before, Duration.ofSeconds(20));
            }
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
        } while (tail.position() > before);
    }
}
