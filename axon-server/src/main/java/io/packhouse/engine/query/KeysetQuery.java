package io.packhouse.engine.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A list read by keyset with plain SQL over one unique column.
public final class KeysetQuery<T> {

    private final String select;
    private final String column;
    private final Function<String, Object> typed;
    private final boolean descending;
    private final RowMapper<T> row;
    private final Function<T, Object> keyOf;

    /// `select` ends in a where clause; `typed` parses the text key of a row.
    public KeysetQuery(
            String select,
            String column,
            Function<String, Object> typed,
            boolean descending,
            RowMapper<T> row,
            Function<T, Object> keyOf) {
        this.select = select;
        this.column = column;
        this.typed = typed;
        this.descending = descending;
        this.row = row;
        this.keyOf = keyOf;
    }

    /// `condition` begins with `and` or is empty.
    public KeysetPage<T> read(
            JdbcClient jdbc, KeysetPageRequest keysetPageRequest, String condition, List<@Nullable Object> values) {
        var falling = descending != keysetPageRequest.isBack();
        var all = new ArrayList<>(values);
        var from = keysetPageRequest.from();
        var place = "";
        if (from != null) {
            place = " and %s %s ?".formatted(column, falling ? "<" : ">");
            all.add(typed.apply(from.id()));
        }
        var order = " order by %s %s limit ?".formatted(column, falling ? "desc" : "asc");
        all.add(keysetPageRequest.limit() + 1);
        var rows = jdbc.sql(select + condition + place + order)
                .params(all)
                .query(row)
                .list();
        return keysetPageRequest.page(rows, item -> new KeysetPageRequest.Key("", String.valueOf(keyOf.apply(item))));
    }
}
