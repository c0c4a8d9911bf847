package io.packhouse.audit.query;

import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.shared.api.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The authentication log, newest first: every sign-in, every failure, every change of a credential. Only the app's
/// login can read it.
@RestController
class AuthenticationLogEndpoint {

    private static final String PATH = "/api/v1/audit/authentication";

    private static final KeysetQuery<Entry> LIST = new KeysetQuery<>(
            "select * from identity.authentication_log where true",
            "number",
            Long::valueOf,
            true,
            (row, _) -> Entry.of(row),
            entry -> String.valueOf(entry.number()));

    private final JdbcClient jdbc;
    private final CursorCodec cursorCodec;

    /// `addressHash` is a keyed hash of an e-mail address without an account: the same for the same address. `network`
    /// is an IPv4 address or the first 64 bits of an IPv6 address, and missing once it is deleted.
    record Entry(
            long number,
            Instant at,
            String type,
            @Nullable String personId,
            @Nullable String addressHash,
            @Nullable String sessionId,
            @Nullable String network,
            String agent,
            @Nullable String detail) {

        static Entry of(ResultSet row) throws SQLException {
            return new Entry(
                    row.getLong("number"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("type"),
                    row.getString("person_id"),
                    row.getString("address_hash"),
                    row.getString("session_id"),
                    row.getString("network"),
                    row.getString("agent"),
                    row.getString("detail"));
        }
    }

    AuthenticationLogEndpoint(JdbcClient jdbc, CursorCodec cursorCodec) {
        this.jdbc = jdbc;
        this.cursorCodec = cursorCodec;
    }

    @GetMapping(PATH)
    @RequiresScope("audit:read")
    KeysetPage<Entry> list(
            @RequestParam(required = false) @Nullable PersonId person,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new TreeMap<String, String>();
        if (person != null) {
            filter.put("person", person.value());
        }
        if (type != null) {
            filter.put("type", type);
        }
        var condition = (person == null ? "" : " and person_id = ?") + (type == null ? "" : " and type = ?");
        return LIST.read(
                jdbc,
                KeysetPageRequest.of(cursorCodec, PATH, filter, limit, cursor),
                condition,
                List.copyOf(filter.values()));
    }
}
