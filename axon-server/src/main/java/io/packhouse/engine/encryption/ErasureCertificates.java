package io.packhouse.engine.encryption;

import io.packhouse.shared.api.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// The certificates of erasures, to which the engine can only add.
public final class ErasureCertificates {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    public ErasureCertificates(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Before anything is deleted, in a transaction of its own, and once for each event: a repeated erasure finds less.
    public void add(String eventId, ErasureCertificate certificate) {
        jdbc.sql("""
                        insert into identity.erasure_certificate
                            (person_id, event_id, erased_at, requested_by, keys_destroyed, removed, position)
                        values (:person, :event, :at, :by, :keys, cast(:removed as jsonb), :position)
                        on conflict do nothing""")
                .param("person", certificate.person().value())
                .param("event", eventId)
                .param("at", certificate.erasedAt().atOffset(ZoneOffset.UTC))
                .param("by", certificate.requestedBy())
                .param("keys", certificate.keysDestroyed().toArray(String[]::new))
                .param("removed", json.writeValueAsString(certificate.removed()))
                .param("position", certificate.position())
                .update();
    }

    /// The first erasure first.
    public List<ErasureCertificate> of(PersonId person) {
        return jdbc.sql("""
                        select * from identity.erasure_certificate where person_id = :person
                        order by erased_at, event_id""")
                .param("person", person.value())
                .query((row, _) -> certificate(row))
                .list();
    }

    private ErasureCertificate certificate(ResultSet row) throws SQLException {
        var removed = new TreeMap<String, Integer>();
        json.readTree(row.getString("removed"))
                .properties()
                .forEach(kind -> removed.put(kind.getKey(), kind.getValue().asInt()));
        return new ErasureCertificate(
                new PersonId(row.getString("person_id")),
                row.getObject("erased_at", OffsetDateTime.class).toInstant(),
                row.getString("requested_by"),
                List.of((String[]) row.getArray("keys_destroyed").getArray()),
                removed,
                row.getLong("position"));
    }
}
