package io.packhouse.engine.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final EventContext CONTEXT = new EventContext(7, NOON, null, 2);

    @Test
    void aRowIsInsertedWithItsCasts() {
        var row = Columns.of("pack_id", "p1").json("contents", "{}").cast("path", "{a}", "text[]");

        var insert = WriteStatement.insert("read.pack", row, List.of("pack_id", "line"));

        assertThat(insert.sql())
                .isEqualTo("insert into read.pack (pack_id, contents, path)"
                        + " values (?, cast(? as jsonb), cast(? as text[])) on conflict (pack_id, line) do nothing");
        assertThat(insert.bound(row)).containsExactly("p1", "{}", "{a}");
    }

    @Test
    void anUpdateIsGuarded() {
        var key = Columns.of("a", 1).and("b", 2);
        var changes = Columns.none().json("images", null).changedBy(CONTEXT);

        var update = WriteStatement.update("read.pack", key, changes, "position");

        assertThat(update.sql())
                .isEqualTo("update read.pack set images = cast(? as jsonb), position = ?, changed_at = ?"
                        + " where a = ? and b = ? and position < ?");
        assertThat(update.bound(key.and(changes))).containsExactly(null, 7L, NOON.atOffset(ZoneOffset.UTC), 1, 2, 7L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriteStatement.update("read.pack", key, changes, "stream_version"));
    }

    @Test
    void anUpsertSelectsItsValuesAndKeepsWhatIsInitial() {
        var key = Columns.of("id", 1);
        var initial = Columns.of("claimed", 0);
        var changes = Columns.of("name", "x").and("position", 7L);

        var upsert = WriteStatement.upsert("read.reward", key, initial, changes, "position");

        assertThat(upsert.sql())
                .isEqualTo("insert into read.reward as t (id, claimed, name, position) select ?, ?, ?, ?"
                        + " on conflict (id) do update set name = excluded.name, position = excluded.position"
                        + " where t.position < excluded.position");
        assertThat(upsert.bound(key.and(initial).and(changes))).containsExactly(1, 0, "x", 7L);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriteStatement.upsert("read.reward", key, initial, changes, "version"));
    }

    @Test
    void aNameMayOccurSeveralTimesAndASliceIsNoParameter() {
        var values = Columns.of("id", Currency.getInstance("EUR")).and("position", 7L);

        var statement = WriteStatement.of(
                "select path[array_position(path, cast(:id as text)) + 1 :], ':no' where p < :position and id = :id",
                values);

        assertThat(statement.sql())
                .isEqualTo("select path[array_position(path, cast(? as text)) + 1 :], ':no' where p < ? and id = ?");
        assertThat(statement.bound(values)).containsExactly("EUR", 7L, "EUR");
    }

    @Test
    void namesAndParametersAreTheSame() {
        var values = Columns.of("a", 1);

        assertThatIllegalArgumentException().isThrownBy(() -> WriteStatement.of("select :a, :b", values));
        assertThatIllegalArgumentException().isThrownBy(() -> WriteStatement.of("select :a", values.and("b", 2)));
        assertThatIllegalArgumentException().isThrownBy(() -> WriteStatement.of("select :a, ?", values));
        assertThatIllegalArgumentException().isThrownBy(() -> values.and("a", 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WriteStatement.of("insert into t values (:a) on conflict (a) do update", values));
    }
}
