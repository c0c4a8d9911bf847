package io.packhouse.notifications.query;

import io.packhouse.engine.encryption.EncryptedTexts;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.mail.MailStatus;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The e-mails that were sent, wait, or failed: newest first, without their texts, which may sign a person in.
@RestController
@RequestMapping(MailsEndpoint.PATH)
class MailsEndpoint {

    static final String PATH = "/api/v1/mails";

    private static final KeysetQuery<Row> LIST = new KeysetQuery<>(
            "select * from operations.mail where true",
            "number",
            Long::valueOf,
            true,
            (row, _) -> new Row(row.getString("address"), view(row)),
            row -> row.mail().number());

    private final JdbcClient jdbc;
    private final CursorCodec cursorCodec;
    private final PersonalDataCipher personalDataCipher;

    /// With the address as stored.
    private record Row(String address, MailView mail) {}

    MailsEndpoint(
            @Qualifier("readerDataSource") DataSource reader,
            CursorCodec cursorCodec,
            PersonalDataCipher personalDataCipher) {
        jdbc = JdbcClient.create(reader);
        this.cursorCodec = cursorCodec;
        this.personalDataCipher = personalDataCipher;
    }

    @GetMapping
    @RequiresScope("operations")
    KeysetPage<MailView> list(
            @RequestParam(required = false) @Nullable MailStatus status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = status == null ? Map.<String, String>of() : Map.of("status", status.name());
        var texts = personalDataCipher.texts();
        return LIST.read(
                        jdbc,
                        KeysetPageRequest.of(cursorCodec, PATH, filter, limit, cursor),
                        status == null ? "" : " and status = ?",
                        List.copyOf(filter.values()))
                .map(row -> masked(row, texts));
    }

    private static MailView masked(Row row, EncryptedTexts texts) {
        var address = Objects.requireNonNull(texts.open(row.address()));
        var at = address.lastIndexOf('@');
        var mail = row.mail();
        return new MailView(
                mail.number(),
                mail.personId(),
                at < 1 ? address : address.substring(0, address.offsetByCodePoints(0, 1)) + "…" + address.substring(at),
                mail.template(),
                mail.cause(),
                mail.status(),
                mail.attempts(),
                mail.nextAttemptAt(),
                mail.error(),
                mail.createdAt(),
                mail.endedAt());
    }

    private static MailView view(ResultSet row) throws SQLException {
        return new MailView(
                row.getLong("number"),
                row.getString("person_id"),
                "",
                row.getString("template"),
                row.getString("cause"),
                MailStatus.valueOf(row.getString("status")),
                row.getInt("attempts"),
                instant(row, "next_attempt_at"),
                row.getString("error"),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
