package io.packhouse.catalog.query.manifest;

import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.query.manifest.ManifestViews.Line;
import io.packhouse.catalog.query.manifest.ManifestViews.ManifestVersion;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.shared.api.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Queries for manifests, by version and line.
@Component
class ManifestQueries {

    private static final int AT_ONCE = 1_000;
    private static final String VERSIONS = "select m.* from read.manifest m where true";
    private static final String LINES = "select l.* from read.manifest_line l where true";
    private static final KeysetQuery<ManifestVersion> LIST = new KeysetQuery<>(
            VERSIONS, "m.version", Integer::valueOf, true, (row, _) -> version(row), ManifestVersion::version);
    private static final KeysetQuery<Line> PAGE =
            new KeysetQuery<>(LINES, "l.line", Integer::valueOf, false, (row, _) -> line(row), Line::line);

    private static final String HEADING =
            "select name, sku, status <> 'DRAFT' as open from read.pack where pack_id = ?";

    /// A version that was ordered stays readable after the pack is withdrawn.
    private static final String ORDERED = " and exists (select from read.order_line o"
            + " where o.pack_id = m.pack_id and o.manifest_version = m.version)";

    private final JdbcClient jdbc;

    @FunctionalInterface
    interface Lines<E extends Exception> {
        void take(Line line) throws E;
    }

    /// The pack a manifest belongs to. `open`: the caller may read all its versions, otherwise only
    /// those that were ordered.
    record Heading(String name, String sku, boolean open) {

        private String seen() {
            return open ? "" : ORDERED;
        }

        Heading opened() {
            return new Heading(name, sku, true);
        }
    }

    ManifestQueries(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    Optional<Heading> heading(PackId pack) {
        return jdbc.sql(HEADING).param(pack.value()).query(Heading.class).optional();
    }

    KeysetPage<ManifestVersion> versions(PackId pack, Heading of, KeysetPageRequest keysetPageRequest) {
        return LIST.read(jdbc, keysetPageRequest, " and m.pack_id = ?" + of.seen(), List.of(pack.value()));
    }

    Optional<ManifestVersion> latest(PackId pack, Heading of) {
        return jdbc.sql(VERSIONS + " and m.pack_id = ?" + of.seen() + " order by m.version desc limit 1")
                .param(pack.value())
                .query((row, _) -> version(row))
                .optional();
    }

    Optional<ManifestVersion> one(PackId pack, Heading of, int version) {
        return jdbc.sql(VERSIONS + " and m.pack_id = ? and m.version = ?" + of.seen())
                .params(pack.value(), version)
                .query((row, _) -> version(row))
                .optional();
    }

    KeysetPage<Line> lines(String contentId, KeysetPageRequest keysetPageRequest) {
        return PAGE.read(jdbc, keysetPageRequest, " and l.content_id = ?", List.of(contentId));
    }

    /// Up to that many lines in order; a thousand are in memory at a time.
    <E extends Exception> void each(String contentId, int most, Lines<E> to) throws E {
        var last = 0;
        while (last < most) {
            var some = after(contentId, last, Math.min(AT_ONCE, most - last));
            for (var line : some) {
                to.take(line);
            }
            if (some.size() < AT_ONCE) {
                return;
            }
            last = some.getLast().line();
        }
    }

    private List<Line> after(String contentId, int line, int most) {
        return jdbc.sql(LINES + " and l.content_id = ? and l.line > ? order by l.line limit ?")
                .params(contentId, line, most)
                .query((row, _) -> line(row))
                .list();
    }

    private static ManifestVersion version(ResultSet row) throws SQLException {
        return new ManifestVersion(
                row.getString("pack_id"),
                row.getInt("version"),
                row.getString("content_id"),
                row.getInt("lines"),
                row.getLong("units"),
                row.getObject("published_at", OffsetDateTime.class).toInstant());
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getInt("line"),
                row.getString("sku"),
                row.getString("product_name"),
                row.getInt("quantity"),
                row.getString("condition"),
                money(row, "unit_retail_minor", "currency"));
    }

    static @Nullable Money money(ResultSet row, String minor, String currency) throws SQLException {
        var amount = row.getLong(minor);
        return row.wasNull() ? null : new Money(amount, Currency.getInstance(row.getString(currency)));
    }
}
