package io.packhouse.engine.projection;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Columns of a row, or parameters of a statement, with their values.
public final class Columns {

    private static final Columns NONE = new Columns(List.of(), List.of());

    private final List<Column> columns;
    private final List<@Nullable Object> values;

    /// The type is given where PostgreSQL does not accept the value without a cast.
    record Column(String name, @Nullable String type) {

        String parameter() {
            return type == null ? ":" + name : "cast(:" + name + " as " + type + ")";
        }
    }

    private Columns(List<Column> columns, List<@Nullable Object> values) {
        this.columns = columns;
        this.values = values;
    }

    public static Columns none() {
        return NONE;
    }

    public static Columns of(String name, @Nullable Object value) {
        return NONE.and(name, value);
    }

    public Columns and(String name, @Nullable Object value) {
        return with(new Column(name, null), value);
    }

    /// A column that is written as `cast(… as type)`. It matters for rows and changes; complete
    /// statements contain their casts.
    public Columns cast(String name, @Nullable Object value, String type) {
        return with(new Column(name, type), value);
    }

    public Columns json(String name, @Nullable String text) {
        return cast(name, text, "jsonb");
    }

    /// The columns `position` and `changed_at`.
    public Columns changedBy(EventContext context) {
        return and("position", context.position()).and("changed_at", context.at());
    }

    Columns and(Columns more) {
        var all = this;
        for (var i = 0; i < more.columns.size(); i++) {
            all = all.with(more.columns.get(i), more.values.get(i));
        }
        return all;
    }

    List<Column> columns() {
        return columns;
    }

    List<@Nullable Object> values() {
        return values;
    }

    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    String text(String delimiter, Function<Column, String> text) {
        return columns.stream().map(text).collect(joining(delimiter));
    }

    private Columns with(Column column, @Nullable Object value) {
        for (var each : columns) {
            if (each.name().equals(column.name())) {
                throw new IllegalArgumentException("Two values for " + column.name());
            }
        }
        var allColumns = new ArrayList<>(columns);
        allColumns.add(column);
        var allValues = new ArrayList<@Nullable Object>(values);
        allValues.add(value);
        return new Columns(Collections.unmodifiableList(allColumns), Collections.unmodifiableList(allValues));
    }
}
