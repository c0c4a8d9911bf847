package io.packhouse.app.demo.account;

import io.packhouse.app.demo.DemoPerson;
import io.packhouse.engine.cluster.Node;
import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.AccountRegistration;
import io.packhouse.identity.credential.password.Passwords;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Demo only: its persons can sign in, with passwords that everybody knows, one for each role.
@Component
@Profile("demo")
class DemoAccounts {

    private static final Map<Role, String> PASSWORDS = new EnumMap<>(Map.of(
            Role.ADMIN, "Admin123!",
            Role.VENDOR, "Vendor123!",
            Role.CUSTOMER, "Customer123!",
            Role.LOGISTICS, "Logistics123!",
            Role.AUDITOR, "Auditor123!",
            Role.FINANCE, "Finance123!"));

    private static final Logger LOG = LoggerFactory.getLogger(DemoAccounts.class);

    private final AccountRegistration registration;
    private final Passwords passwords;
    private final JdbcClient jdbc;
    private final Node node;

    DemoAccounts(AccountRegistration registration, Passwords passwords, JdbcClient jdbc, Node node) {
        this.registration = registration;
        this.passwords = passwords;
        this.jdbc = jdbc;
        this.node = node;
    }

    /// In the background: hashing six passwords takes a second, and only the first start needs them.
    @EventListener(ApplicationReadyEvent.class)
    void make() {
        if (node.role() != Node.Role.QUERY) {
            Thread.ofPlatform().name("demo-accounts").daemon().start(this::makeAll);
        }
    }

    /// The accounts of a role have the same hash: 128 would take the processors for half a minute.
    private void makeAll() {
        var registered =
                new HashSet<>(jdbc.sql("select person_id from identity.credential where registered_at is not null")
                        .query(String.class)
                        .list());
        var hashes = new EnumMap<Role, String>(Role.class);
        for (var person : DemoPerson.all()) {
            if (!registered.contains(person.id().value())) {
                var hash = hashes.computeIfAbsent(person.role(), role -> passwords.hash(PASSWORDS.get(role)));
                make(person, hash);
            }
        }
    }

    private void make(DemoPerson person, String hash) {
        var address = person.account() + "@example.com";
        try {
            registration.createHashed(person.id(), address, person.name(), person.role(), hash, true, "demo");
        } catch (CommandRejectedException e) { // A person who was erased has no account any more.
            LOG.info("{} gets no account: {}", person.account(), e.getMessage());
        }
    }
}
