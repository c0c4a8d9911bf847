package io.packhouse.engine.query;

import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Refusal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/// One list under one filter, cut into pages by keyset: no row is lost or met twice while others
/// come and go.
public final class KeysetPageRequest {

    public static final int MOST = 200;

    private final CursorCodec cursorCodec;
    private final String path;
    private final Map<String, String> filter;
    private final int limit;
    private final @Nullable Cursor from;

    /// The values a page was cut at, as the row's sort key and id.
    public record Key(String key, String id) {}

    private KeysetPageRequest(
            CursorCodec cursorCodec,
            String path,
            Map<String, String> filter,
            int limit,
            @Nullable Cursor from) {
        this.cursorCodec = cursorCodec;
        this.path = path;
        this.filter = filter;
        this.limit = limit;
        this.from = from;
    }

    /// `filter` holds the parameters that are set, in a fixed order.
    public static KeysetPageRequest of(
            CursorCodec cursorCodec,
            String path,
            Map<String, String> filter,
            int limit,
            @Nullable String cursor) {
        if (limit < 1 || limit > MOST) {
            throw new CommandRejectedException(
                    Limit.LIMIT_OUT_OF_RANGE, Map.of("limit", limit, "most", MOST));
        }
        var from = cursor == null ? null : cursorCodec.read(name(path, filter), cursor);
        return new KeysetPageRequest(cursorCodec, path, filter, limit, from);
    }

    public int limit() {
        return limit;
    }

    /// Where to begin; null at the start of the list.
    public @Nullable Cursor from() {
        return from;
    }

    public boolean isBack() {
        return from != null && from.back();
    }

    /// `rows` in the order they were read, one more than the limit when there are more.
    public <T> KeysetPage<T> page(List<T> rows, Function<T, Key> keyOf) {
        var more = rows.size() > limit;
        var items = more ? rows.subList(0, limit) : rows;
        return page(isBack() ? items.reversed() : items, more, keyOf);
    }

    /// `shown` in the order of the list; `more` when there is more in the direction that was read.
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

    /// What may be wrong with the size of a page.
    public enum Limit implements Refusal {
        LIMIT_OUT_OF_RANGE;

        @Override
        public String sentence() {
            return "A page has 1 to 200 rows.";
        }

        @Override
        public Kind kind() {
            return Kind.INVALID;
        }
    }
}
