package io.packhouse.identity.projection;

import static io.packhouse.projecting.Sealed.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.PersonEvent;
import io.packhouse.identity.api.PersonEvent.*;
import io.packhouse.identity.api.Role;
import io.packhouse.projecting.ProjectionTestEngine;
import io.packhouse.shared.api.PersonId;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Every event of a person goes through the running processor; a copy filled by a replay has the same rows.
class AccountProjectionTest {

    static final PersonId ADA = new PersonId("per_01jd0000000000000000000001");
    static final PersonId BEN = new PersonId("per_01jd0000000000000000000002");
    static final PersonId STRANGER = new PersonId("per_01jd0000000000000000000003");
    static final PersonId GUEST = new PersonId("per_01jd0000000000000000000004");
    static final PersonId CLAIMED = new PersonId("per_01jd0000000000000000000005");

    static final List<PersonEvent> EVENTS = List.of(
            new AccountRegistered(ADA, sealed("ada@example.com"), sealed("Ada"), Role.CUSTOMER, false),
            new EmailVerified(ADA),
            new EmailChanged(ADA, sealed("ada@example.org")),
            new NameChanged(ADA, sealed("Ada L.")),
            new RoleGranted(ADA, Role.VENDOR, List.of(Role.CUSTOMER, Role.VENDOR)),
            new RoleRevoked(ADA, Role.CUSTOMER, List.of(Role.VENDOR)),
            new AccountDeactivated(ADA, sealed("why")),
            new AccountRegistered(BEN, sealed("ben@example.com"), sealed("Ben"), Role.ADMIN, true),
            new AccountDeactivated(BEN, sealed("why")),
            new AccountReactivated(BEN),
            new PersonErased(BEN),
            new PersonErased(STRANGER),
            new GuestCreated(GUEST, sealed("guest@example.com"), null),
            new GuestCreated(CLAIMED, sealed("cleo@example.com"), null),
            new AccountRegistered(CLAIMED, sealed("cleo@example.org"), sealed("Cleo"), Role.CUSTOMER, true));

    @Test
    void showsAccountsAndAReplayGivesTheSameRows() throws Exception {
        assertThat(EVENTS.stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(PersonEvent.class.getPermittedSubclasses());
        try (var engine = ProjectionTestEngine.start(ProjectionTestEngine.folder(), AccountProjection.class)) {
            var position =
                    engine.append(event -> ((PersonEvent) event).personId().value(), EVENTS);
            engine.await(AccountProjection.GROUP, position);
            assertThat(engine.rows("select * from engine.dead_letter_entry")).isEmpty();
            var rows = engine.rows("""
                    select person, email, name, array_to_string(roles, ' ') as roles, status, email_verified
                    from read.account order by person""");
            assertThat(rows).hasSize(4);
            assertThat(rows.getFirst())
                    .containsEntry("email", sealed("ada@example.org").toString())
                    .containsEntry("name", sealed("Ada L.").toString())
                    .containsEntry("roles", "VENDOR")
                    .containsEntry("status", "DEACTIVATED")
                    .containsEntry("email_verified", true);
            assertThat(rows.get(1))
                    .containsEntry("email", null)
                    .containsEntry("name", null)
                    .containsEntry("roles", "ADMIN")
                    .containsEntry("status", "ERASED");
            assertThat(rows.get(2))
                    .containsEntry("email", sealed("guest@example.com").toString())
                    .containsEntry("name", null)
                    .containsEntry("roles", "GUEST")
                    .containsEntry("status", "GUEST");
            assertThat(rows.getLast())
                    .containsEntry("person", CLAIMED.value())
                    .containsEntry("email", sealed("cleo@example.org").toString())
                    .containsEntry("name", sealed("Cleo").toString())
                    .containsEntry("roles", "CUSTOMER")
                    .containsEntry("status", "ACTIVE")
                    .containsEntry("email_verified", true);

            engine.copySchema("read_copy", "account");
            for (var twice = 0; twice < 2; twice++) {
                engine.replay("read_copy", AccountProjection::new, position);
                assertThat(engine.hash("read_copy", "account"))
                        .isEqualTo(engine.hash("read", "account"))
                        .doesNotStartWith("0 rows");
            }
        }
    }
}
