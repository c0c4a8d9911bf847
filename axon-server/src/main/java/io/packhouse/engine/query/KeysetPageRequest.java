package io.packhouse.engine.query;

import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// Keyset paging over one list with one filter: concurrent inserts and deletes neither skip nor
/// repeat other rows.
public final class KeysetPageRequest {

    public static final int MOST = 200;

    private final CursorCodec cursorCodec;
    private final String path;
    private final Map<String, String> filter;
    private final int limit;
    private final @Nullable Cursor from;

    /// The sort key and id of the row at which a page ends.
    public record Key(String key, String id) {}

    private KeysetPageRequest(
            CursorCodec cursorCodec, String path, Map<String, String> filter, int limit, @Nullable Cursor from) {
        this.cursorCodec = cursorCodec;
        this.path = path;
        this.filter = filter;
        this.limit = limit;
        this.from = from;
    }

    /// `filter` contains the given parameters in a fixed order.
    public static KeysetPageRequest of(
            CursorCodec cursorCodec, String path, Map<String, String> filter, int limit, @Nullable String cursor) {
        if (limit < 1 || limit > MOST) {
            throw new CommandRejectedException(Limit.LIMIT_OUT_OF_RANGE, Map.of("limit", limit, "most", MOST));
        }
        var from = cursor == null ? null : cursorCodec.read(name(path, filter), cursor);
        return new KeysetPageRequest(cursorCodec, path, filter, limit, from);
    }

    public int limit() {
        return limit;
    }

    /// Where to start; null at the beginning of the list.
    public @Nullable Cursor from() {
        return from;
    }

    public boolean isBack() {
        return from != null && from.back();
    }

    /// `rows` as read, one more than the limit when there are more.
    public <T> KeysetPage<T> page(List<T> rows, Function<T, Key> keyOf) {
        var more = rows.size() > limit;
        var items = more ? rows.subList(0, limit) : rows;
        return page(isBack() ? items.reversed() : items, more, keyOf);
    }

    /// `shown` in list order; `more` when there are more rows in the direction of reading.
    public <T> KeysetPage<T> page(List<T> shown, boolean more, Function<T, Key> keyOf) {
        if (shown.isEmpty()) {
            return new KeysetPage<>(List.of(), null, null);
        }
        var hasNext = isBack() || more;
        var hasPrev = isBack() ? more : from != null;
        return new KeysetPage<>(
                List.copyOf(shown),
                hasNext ? address(keyOf.apply(shown.getLast()), false) : null,
                hasPrev ? address(keyOf.apply(shown.getFirst()), true) : null);
    }

    private String address(Key key, boolean back) {
        var cursor = new Cursor(key.key(), key.id(), back);
        var address = UriComponentsBuilder.fromPath(path);
        filter.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.queryParam("limit", limit)
                .queryParam("cursor", cursorCodec.text(name(path, filter), cursor))
                .encode()
                .buildAndExpand(filter)
                .toUriString();
    }

    private static String name(String path, Map<String, String> filter) {
        return path + "?" + filter;
    }

    /// Reasons to reject a page size.
    public enum Limit implements Refusal {
        LIMIT_OUT_OF_RANGE;

        @Override
        public String sentence() {
            return "The limit must be between 1 and 200.";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }
}
