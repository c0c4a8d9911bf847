package io.packhouse.identity.apikey;

import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.shared.api.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table of keys. Names are encrypted in it.
final class ApiKeyStore {

    private static final Duration BETWEEN_USES = Duration.ofMinutes(1);
    private static final String SELECT = """
            select key_id, prefix, name, owner, scopes, created_at, expires_at, last_used_at, revoked_at
            from engine.api_key where true""";
    private static final KeysetQuery<ApiKeyView> LIST =
            new KeysetQuery<>(SELECT, "key_id", text -> text, true, (row, _) -> view(row), ApiKeyView::id);

    private final JdbcClient jdbc;

    /// A row as a request needs it; `until` is when it is no longer valid.
    record Valid(
            ApiKeyGrant grant,
            @Nullable Instant until,
            @Nullable Instant lastUsedAt) {}

    ApiKeyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// False if there is one with that id, which a repeated request derives again.
    boolean add(ApiKeyView key, byte[] hash) {
        return jdbc.sql("""
                        insert into engine.api_key (key_id, owner, prefix, name, scopes, hash, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (key_id) do nothing""")
                        .params(key.id().value(), key.owner().value(), key.prefix(), key.name())
                        .param(key.scopes().toArray(String[]::new))
                        .param(hash)
                        .param(timestamp(key.createdAt()))
                        .param(timestamp(key.expiresAt()))
                        .update()
                == 1;
    }

    Optional<ApiKeyView> one(ApiKeyId id) {
        return jdbc.sql(SELECT + " and key_id = ?")
                .param(id.value())
                .query((row, _) -> view(row))
                .optional();
    }

    KeysetPage<ApiKeyView> page(@Nullable PersonId owner, KeysetPageRequest request) {
        return LIST.read(
                jdbc,
                request,
                owner == null ? "" : " and owner = ?",
                owner == null ? List.of() : List.of(owner.value()));
    }

    List<ApiKeyView> all(PersonId owner) {
        return jdbc.sql(SELECT + " and owner = ? order by key_id")
                .param(owner.value())
                .query((row, _) -> view(row))
                .list();
    }

    int count(PersonId owner) {
        return jdbc.sql("select count(*) from engine.api_key where owner = ?")
                .param(owner.value())
                .query(Integer.class)
                .single();
    }

    Optional<Valid> valid(byte[] hash, Instant now) {
        return jdbc.sql("""
                        select key_id, owner, scopes, last_used_at,
                            case when hash = :hash then expires_at else least(expires_at, previous_until) end as until
                        from engine.api_key
                        where (hash = :hash or previous_hash = :hash) and revoked_at is null""")
                .param("hash", hash)
                .query((row, _) -> new Valid(
                        new ApiKeyGrant(
                                new ApiKeyId(row.getString("key_id")),
                                new PersonId(row.getString("owner")),
                                Set.copyOf(scopes(row))),
                        instant(row, "until"),
                        instant(row, "last_used_at")))
                .optional()
                .filter(key -> key.until() == null || now.isBefore(key.until()));
    }

    /// At most once a minute, whichever node it is.
    void used(ApiKeyId id, Instant now) {
        jdbc.sql("""
                        update engine.api_key set last_used_at = ?
                        where key_id = ? and (last_used_at is null or last_used_at <= ?)""")
                .params(timestamp(now), id.value(), timestamp(now.minus(BETWEEN_USES)))
                .update();
    }

    boolean isDue(Valid key, Instant now) {
        return key.lastUsedAt() == null || !key.lastUsedAt().plus(BETWEEN_USES).isAfter(now);
    }

    void roll(ApiKeyId id, byte[] hash, Instant previousUntil) {
        jdbc.sql("""
                        update engine.api_key set previous_hash = hash, previous_until = ?, hash = ?
                        where key_id = ?""").params(timestamp(previousUntil), hash, id.value()).update();
    }

    void revoke(ApiKeyId id, String by, Instant now) {
        jdbc.sql("update engine.api_key set revoked_at = ?, revoked_by = ? where key_id = ? and revoked_at is null")
                .params(timestamp(now), by, id.value())
                .update();
    }

    /// The prefixes of those that were valid.
    List<String> revokeAll(PersonId owner, String by, Instant now) {
        return jdbc.sql("""
                        with ended as (
                            update engine.api_key set revoked_at = :now, revoked_by = :by
                            where owner = :owner and revoked_at is null returning prefix, expires_at)
                        select prefix from ended where expires_at is null or expires_at > :now order by prefix""")
                .param("now", timestamp(now))
                .param("by", by)
                .param("owner", owner.value())
                .query(String.class)
                .list();
    }

    int deleteEndedBefore(Instant then) {
        return jdbc.sql("delete from engine.api_key where revoked_at < :then or expires_at < :then")
                .param("then", timestamp(then))
                .update();
    }

    private static ApiKeyView view(ResultSet row) throws SQLException {
        return new ApiKeyView(
                new ApiKeyId(row.getString("key_id")),
                row.getString("prefix"),
                row.getString("name"),
                new PersonId(row.getString("owner")),
                scopes(row),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static List<String> scopes(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("scopes").getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}
