package io.packhouse.identity.credential.guest;

import io.packhouse.engine.eventlog.NumberedEventLog;
import io.packhouse.engine.projection.ProjectionProcessors;
import io.packhouse.engine.projection.ProjectionProgress;
import io.packhouse.identity.api.PersonCommand.EraseGuest;
import io.packhouse.identity.credential.Accounts;
import io.packhouse.shared.api.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Erases guests who never ordered. One with a session that has not ended is kept, because they may be ordering now.
/// Orders are searched in the event log, too, because erasing is for ever and the tables may miss some.
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

    private static final Pattern PERSON = Pattern.compile("per_[0-9a-z]+");

    private final JdbcClient jdbc;
    private final ProjectionProgress progress;
    private final NumberedEventLog log;
    private final Accounts accounts;
    private final Clock clock;
    private final Duration unusedAfter;

    UnusedGuests(
            JdbcClient jdbc,
            ProjectionProgress progress,
            NumberedEventLog log,
            Accounts accounts,
            Clock clock,
            @Value("${packhouse.guests.unused-after:P30D}") Duration unusedAfter) {
        this.jdbc = jdbc;
        this.progress = progress;
        this.log = log;
        this.accounts = accounts;
        this.clock = clock;
        this.unusedAfter = unusedAfter;
    }

    /// Repeating it, also on another node at the same time, has no further effect.
    public void erase() {
        if (progress.isFarBehind(ProjectionProcessors.SHARED)) {
            return; // The tables show the past, as during a replay.
        }
        var unused = unused(clock.instant());
        if (!unused.isEmpty()) {
            unused.removeAll(buyers());
            unused.forEach(guest -> erase(new PersonId(guest)));
        }
    }

    private void erase(PersonId guest) {
        try {
            accounts.send(new EraseGuest(guest), "process", guest);
            LOG.info("Erased {}, a guest without an order", guest.value());
        } catch (RuntimeException e) { // The others must not wait for it.
            LOG.warn("{}, a guest without an order, could not be erased; it is repeated", guest.value(), e);
        }
    }

    /// All persons that an event about a placed order names.
    private Set<String> buyers() {
        var buyers = new HashSet<String>();
        log.containing("\"buyer\"", event -> {
            if (event.name().equals("ordering.OrderPlaced")) {
                PERSON.matcher(event.payload())
                        .results()
                        .map(MatchResult::group)
                        .forEach(buyers::add);
            }
        });
        return buyers;
    }

    private Set<String> unused(Instant now) {
        return new LinkedHashSet<>(jdbc.sql(UNUSED)
                .param("before", now.minus(unusedAfter).atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }
}
