package io.packhouse.app.demo.account;

import io.packhouse.app.demo.DemoPerson;
import io.packhouse.engine.cluster.Node;
import io.packhouse.identity.credential.AccountRegistration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Demo only: three of its persons can sign in, with passwords that everybody knows.
@Component
@Profile("demo")
class DemoAccounts {

    private static final Map<String, String> PASSWORDS =
            Map.of("admin", "Admin123!", "vendor", "Vendor123!", "customer", "Customer123!");

    private final AccountRegistration registration;
    private final Node node;

    DemoAccounts(AccountRegistration registration, Node node) {
        this.registration = registration;
        this.node = node;
    }

    /// In the background: hashing three passwords takes a second.
    @EventListener(ApplicationReadyEvent.class)
    void make() {
        if (node.role() != Node.Role.QUERY) {
            Thread.ofPlatform().name("demo-accounts").daemon().start(this::makeAll);
        }
    }

    private void makeAll() {
        List.of(
                        DemoPerson.staff(),
                        DemoPerson.vendors().getFirst(),
                        DemoPerson.buyers().getFirst())
                .forEach(this::make);
    }

    private void make(DemoPerson person) {
        registration.createUnchecked(
                person.id(),
                person.account() + "@example.com",
                person.name(),
                person.role(),
                PASSWORDS.get(person.account()),
                true,
                "demo");
    }
}
