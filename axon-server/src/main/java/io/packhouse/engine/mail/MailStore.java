package io.packhouse.engine.mail;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table `engine.mail`. What is written joins the transaction of the caller.
public class MailStore {

    /// Longer than the timeouts of one attempt together: until then no other node attempts the same e-mail.
    static final Duration CLAIM = Duration.ofMinutes(15);

    /// How long it is remembered that an e-mail was sent.
    private static final Duration KEPT = Duration.ofDays(90);

    private static final String INSERT = """
            insert into engine.mail (person_id, cause, template, address, content, status, next_attempt_at, error,
                created_at, ended_at)
            values (:person, :cause, :template, :address, :content, :status, :now, :error, :now, :ended)
            on conflict (person_id, cause, channel) do nothing""";
    private static final String CLAIM_DUE = """
            update engine.mail set attempts = attempts + 1, next_attempt_at = :until
            where number in (
                select number from engine.mail where status = 'PENDING' and next_attempt_at <= :now
                order by next_attempt_at limit :most for update skip locked)
            returning *""";

    /// Only by the node that made this attempt.
    private static final String END = """
            update engine.mail set status = :status, ended_at = :now, error = :error,
                content = case when :keep then content end
            where number = :number and status = 'PENDING' and attempts = :attempts""";
    private static final String AGAIN = """
            update engine.mail set next_attempt_at = :at, error = :error
            where number = :number and status = 'PENDING' and attempts = :attempts""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final boolean keepContent;

    /// How many e-mails wait, and for how long the first of them.
    public record Waiting(long count, double oldestSeconds) {}

    /// `keepContent` after it was sent, for the demo's page.
    public MailStore(JdbcClient jdbc, Clock clock, boolean keepContent) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.keepContent = keepContent;
    }

    /// False if there is one of the same person and cause.
    boolean add(
            Mail mail,
            EncryptedPersonal<String> address,
            @Nullable EncryptedPersonal<OutboxMail.Content> content,
            MailStatus status,
            @Nullable String error) {
        var now = utc(clock.instant());
        return jdbc.sql(INSERT)
                        .param("person", mail.person().value())
                        .param("cause", mail.cause())
                        .param("template", mail.template())
                        .param("address", address.toString())
                        .param("content", content == null ? null : content.toString())
                        .param("status", status.name())
                        .param("now", now)
                        .param("error", error)
                        .param("ended", status == MailStatus.PENDING ? null : now)
                        .update()
                == 1;
    }

    /// E-mails that are due, now claimed by this node.
    List<OutboxMail> claim(int most) {
        var now = clock.instant();
        return jdbc.sql(CLAIM_DUE)
                .params(Map.of("until", utc(now.plus(CLAIM)), "now", utc(now), "most", most))
                .query((row, _) -> of(row))
                .list();
    }

    void end(OutboxMail mail, MailStatus status, @Nullable String error) {
        jdbc.sql(END)
                .params(Map.of("number", mail.number(), "attempts", mail.attempts(), "status", status.name()))
                .param("now", utc(clock.instant()))
                .param("keep", keepContent)
                .param("error", error)
                .update();
    }

    void retry(OutboxMail mail, Duration pause, String error) {
        jdbc.sql(AGAIN)
                .params(Map.of("number", mail.number(), "attempts", mail.attempts(), "error", error))
                .param("at", utc(clock.instant().plus(pause)))
                .update();
    }

    public Waiting waiting() {
        return jdbc.sql("select count(*), min(created_at) from engine.mail where status = 'PENDING'")
                .query((row, _) -> new Waiting(row.getLong(1), age(row.getObject(2, OffsetDateTime.class))))
                .single();
    }

    /// The newest first.
    public List<OutboxMail> latest(int most) {
        return jdbc.sql("select * from engine.mail order by number desc limit ?")
                .param(most)
                .query((row, _) -> of(row))
                .list();
    }

    /// All e-mails to a person, the newest first.
    List<OutboxMail> to(PersonId person) {
        return jdbc.sql("select * from engine.mail where person_id = ? order by number desc")
                .param(person.value())
                .query((row, _) -> of(row))
                .list();
    }

    void deleteTo(PersonId person) {
        jdbc.sql("delete from engine.mail where person_id = ?")
                .param(person.value())
                .update();
    }

    /// Deletes e-mails that ended long ago.
    public void prune() {
        jdbc.sql("delete from engine.mail where ended_at < ?")
                .param(utc(clock.instant().minus(KEPT)))
                .update();
    }

    private double age(@Nullable OffsetDateTime since) {
        return since == null
                ? 0
                : Math.max(
                        0, Duration.between(since.toInstant(), clock.instant()).toMillis() / 1e3);
    }

    private static OutboxMail of(ResultSet row) throws SQLException {
        var content = row.getString("content");
        return new OutboxMail(
                row.getLong("number"),
                new PersonId(row.getString("person_id")),
                row.getString("cause"),
                row.getString("template"),
                EncryptedPersonal.parse(row.getString("address")),
                content == null ? null : EncryptedPersonal.parse(content),
                MailStatus.valueOf(row.getString("status")),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
