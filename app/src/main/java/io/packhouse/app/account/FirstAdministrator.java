package io.packhouse.app.account;

import io.packhouse.engine.cluster.Node;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.engine.startup.StartupException;
import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.AccountRegistration;
import io.packhouse.shared.api.CommandRejectedException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Makes the first administrator from the settings when there is none, or writes to the log how to make one. Several
/// nodes that start at once make the same account.
@Component
@Profile("!demo")
class FirstAdministrator {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAdministrator.class);

    private final AccountRegistration registration;
    private final JdbcClient jdbc;
    private final Node node;
    private final Clock clock;
    private final String email;
    private final String password;

    FirstAdministrator(
            AccountRegistration registration,
            JdbcClient jdbc,
            Node node,
            Clock clock,
            @Value("${packhouse.admin.email:}") String email,
            @Value("${packhouse.admin.password:}") String password) {
        this.registration = registration;
        this.jdbc = jdbc;
        this.node = node;
        this.clock = clock;
        this.email = email.strip();
        this.password = password;
    }

    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        if (node.role() == Node.Role.QUERY || exists()) {
            return;
        }
        if (email.isEmpty()) {
            LOG.info("There is no administrator. Make one with: ./packhouse admin create --email you@example.com");
            return;
        }
        try {
            registration.create(
                    email,
                    "Administrator",
                    Role.ADMIN,
                    password.isEmpty() ? null : password,
                    !password.isEmpty(),
                    engine());
        } catch (InvalidFieldException e) {
            throw new StartupException(
                    StartupException.Reason.BAD_SETTING,
                    "PACKHOUSE_ADMIN_%s %s.".formatted(e.field().equals("email") ? "EMAIL" : "PASSWORD", e.reason()),
                    "Change it, or unset it and make the first administrator with ./packhouse admin create.");
        } catch (CommandRejectedException e) {
            LOG.warn("No administrator was made from PACKHOUSE_ADMIN_EMAIL: {}", e.getMessage());
            return;
        }
        LOG.info("The first administrator was made from PACKHOUSE_ADMIN_EMAIL.");
    }

    /// By JDBC: this runs in every start, and must not wait for Hibernate.
    private boolean exists() {
        return jdbc.sql("select exists (select from identity.credential where administrator)")
                .query(Boolean.class)
                .single();
    }

    /// The same id on every node, and after an interrupted start.
    private Caller engine() {
        var key = HexFormat.of().formatHex("first-administrator".getBytes(StandardCharsets.UTF_8));
        var request = new Caller.IdempotentRequest(key, "", new AtomicInteger());
        return new Caller("engine", Set.of(), clock.instant().truncatedTo(ChronoUnit.MICROS), "", request, Set.of());
    }
}
