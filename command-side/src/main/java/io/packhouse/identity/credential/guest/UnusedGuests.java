package io.packhouse.identity.credential.guest;

import io.packhouse.identity.api.PersonCommand.ErasePerson;
import io.packhouse.identity.credential.Accounts;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Erases guests who never ordered. One with a session that has not ended is kept, because they may be ordering now.
@Component
public class UnusedGuests {

    private static final Logger LOG = LoggerFactory.getLogger(UnusedGuests.class);

    private static final String UNUSED = """
            select person from read.account a
            where a.status = 'GUEST' and a.registered_at < :before
            and not exists (select from read.customer_order o where o.buyer = a.person)
            and not exists (
                select from identity.sign_in_session s
                where s.person_id = a.person and s.ended_at is null and s.expires_at > :now)
            order by a.registered_at limit 500""";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Clock clock;
    private final Duration unusedAfter;

    UnusedGuests(
            JdbcClient jdbc,
            Accounts accounts,
            Clock clock,
            @Value("${packhouse.guests.unused-after:P30D}") Duration unusedAfter) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
        this.unusedAfter = unusedAfter;
    }

    /// Repeating it, also on another node at the same time, has no further effect.
    public void erase() {
        var unused = unused(clock.instant());
        unused.forEach(guest -> accounts.send(new ErasePerson(guest), "process", guest));
        if (!unused.isEmpty()) {
            LOG.info("Erased {} guests without an order", unused.size());
        }
    }

    private List<PersonId> unused(Instant now) {
        return jdbc.sql(UNUSED)
                .param("before", now.minus(unusedAfter).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new PersonId(row.getString("person")))
                .list();
    }
}
