package io.packhouse.identity.command;

import static io.packhouse.identity.api.IdentityRefusal.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.api.AccountView;
import io.packhouse.identity.api.PersonCommand.*;
import io.packhouse.identity.api.PersonEvent;
import io.packhouse.identity.api.PersonEvent.*;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Refusal;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class PersonTest {

    static final PersonId ADA = new PersonId("per_01jd0000000000000000000001");
    static final EncryptedPersonal<String> EMAIL = sealed("email");
    static final EncryptedPersonal<String> OTHER_EMAIL = sealed("other-email");
    static final EncryptedPersonal<String> NAME = sealed("name");
    static final EncryptedPersonal<String> REASON = sealed("reason");
    static final AccountRegistered REGISTERED = new AccountRegistered(ADA, EMAIL, NAME, Role.CUSTOMER, false);
    static final GuestCreated GUEST = new GuestCreated(ADA, EMAIL, NAME);
    static final RegisterAccount REGISTER = new RegisterAccount(ADA, EMAIL, NAME, Role.CUSTOMER, false);

    final AggregateTestFixture<Person> fixture = new AggregateTestFixture<>(Person.class);

    @Test
    void aPersonGetsOneAccount() {
        fixture.givenNoPriorActivity().when(REGISTER).expectEvents(REGISTERED);
        fixture.given(REGISTERED)
                .when(new RegisterAccount(ADA, OTHER_EMAIL, NAME, Role.ADMIN, true))
                .expectNoEvents();
    }

    @Test
    void anEmailAddressIsVerifiedOnce() {
        fixture.given(REGISTERED).when(new VerifyEmail(ADA)).expectEvents(new EmailVerified(ADA));
        fixture.given(REGISTERED, new EmailVerified(ADA))
                .when(new VerifyEmail(ADA))
                .expectNoEvents();
    }

    @Test
    void aChangedEmailAddressIsVerified() {
        fixture.given(REGISTERED)
                .when(new ChangeEmail(ADA, OTHER_EMAIL))
                .expectEvents(new EmailChanged(ADA, OTHER_EMAIL));
        assertThat(view(REGISTERED, new EmailChanged(ADA, OTHER_EMAIL)))
                .isEqualTo(new AccountView(ADA, OTHER_EMAIL, NAME, List.of(Role.CUSTOMER), AccountStatus.ACTIVE, true));
    }

    @Test
    void aRoleIsGrantedOnceWithAllRoles() {
        var granted = new RoleGranted(ADA, Role.VENDOR, List.of(Role.CUSTOMER, Role.VENDOR));
        fixture.given(REGISTERED).when(new GrantRole(ADA, Role.VENDOR)).expectEvents(granted);
        fixture.given(REGISTERED, granted).when(new GrantRole(ADA, Role.VENDOR)).expectNoEvents();
        assertThat(view(REGISTERED, granted).roles()).containsExactly(Role.CUSTOMER, Role.VENDOR);
    }

    @Test
    void theLastRoleStays() {
        rejected(LAST_ROLE, new RevokeRole(ADA, Role.CUSTOMER), REGISTERED);
        var granted = new RoleGranted(ADA, Role.VENDOR, List.of(Role.CUSTOMER, Role.VENDOR));
        fixture.given(REGISTERED, granted)
                .when(new RevokeRole(ADA, Role.CUSTOMER))
                .expectEvents(new RoleRevoked(ADA, Role.CUSTOMER, List.of(Role.VENDOR)));
        fixture.given(REGISTERED).when(new RevokeRole(ADA, Role.VENDOR)).expectNoEvents();
    }

    @Test
    void aRoleOfProgramsIsNotGranted() {
        rejected(ROLE_NOT_GRANTABLE, new GrantRole(ADA, Role.METRICS), REGISTERED);
    }

    @Test
    void aDeactivatedAccountCanOnlyBeAdministered() {
        var deactivated = new AccountDeactivated(ADA, REASON);
        fixture.given(REGISTERED).when(new DeactivateAccount(ADA, REASON)).expectEvents(deactivated);
        fixture.given(REGISTERED, deactivated)
                .when(new DeactivateAccount(ADA, REASON))
                .expectNoEvents();
        rejected(ACCOUNT_DEACTIVATED, new ChangeName(ADA, NAME), REGISTERED, deactivated);
        rejected(ACCOUNT_DEACTIVATED, new ChangeEmail(ADA, EMAIL), REGISTERED, deactivated);
        fixture.given(REGISTERED, deactivated)
                .when(new ReactivateAccount(ADA))
                .expectEvents(new AccountReactivated(ADA));
        fixture.given(REGISTERED).when(new ReactivateAccount(ADA)).expectNoEvents();
        assertThat(view(REGISTERED, deactivated, new AccountReactivated(ADA)).status())
                .isEqualTo(AccountStatus.ACTIVE);
    }

    @Test
    void aPersonIsErasedForEver() {
        var erased = new PersonErased(ADA);
        fixture.given(REGISTERED).when(new ErasePerson(ADA)).expectEvents(erased);
        fixture.given(REGISTERED, erased).when(new ErasePerson(ADA)).expectEvents(erased);
        for (var command : List.of(
                REGISTER,
                new VerifyEmail(ADA),
                new ChangeName(ADA, NAME),
                new GrantRole(ADA, Role.ADMIN),
                new DeactivateAccount(ADA, REASON),
                new ReactivateAccount(ADA))) {
            rejected(PERSON_ERASED, command, REGISTERED, erased);
        }
        assertThat(view(REGISTERED, erased).status()).isEqualTo(AccountStatus.ERASED);
    }

    @Test
    void aGuestBeginsOnce() {
        fixture.givenNoPriorActivity()
                .when(new CreateGuest(ADA, EMAIL, null))
                .expectEvents(new GuestCreated(ADA, EMAIL, null));
        fixture.given(GUEST).when(new CreateGuest(ADA, OTHER_EMAIL, NAME)).expectNoEvents();
        fixture.given(REGISTERED).when(new CreateGuest(ADA, OTHER_EMAIL, NAME)).expectNoEvents();
        assertThat(view(GUEST))
                .isEqualTo(new AccountView(ADA, EMAIL, NAME, List.of(Role.GUEST), AccountStatus.GUEST, false));
    }

    @Test
    void aGuestHasNoAccountToChange() {
        for (var command : List.of(
                new VerifyEmail(ADA),
                new ChangeEmail(ADA, OTHER_EMAIL),
                new ChangeName(ADA, NAME),
                new GrantRole(ADA, Role.ADMIN),
                new RevokeRole(ADA, Role.GUEST),
                new DeactivateAccount(ADA, REASON),
                new ReactivateAccount(ADA))) {
            rejected(UNKNOWN_ACCOUNT, command, GUEST);
        }
    }

    @Test
    void aGuestGetsOneAccountAsTheSamePerson() {
        var claimed = new AccountRegistered(ADA, OTHER_EMAIL, NAME, Role.CUSTOMER, true);
        var claim = new RegisterAccount(ADA, OTHER_EMAIL, NAME, Role.CUSTOMER, true);
        fixture.given(GUEST).when(claim).expectEvents(claimed);
        fixture.given(GUEST, claimed).when(claim).expectNoEvents();
        assertThat(view(GUEST, claimed))
                .isEqualTo(new AccountView(ADA, OTHER_EMAIL, NAME, List.of(Role.CUSTOMER), AccountStatus.ACTIVE, true));
    }

    @Test
    void onlyAGuestIsErasedAsOneAndOnce() {
        var erased = new PersonErased(ADA);
        fixture.given(GUEST).when(new EraseGuest(ADA)).expectEvents(erased);
        fixture.given(GUEST, erased).when(new EraseGuest(ADA)).expectNoEvents();
        fixture.given(GUEST, REGISTERED).when(new EraseGuest(ADA)).expectNoEvents();
    }

    @Test
    void noAccountIsAGuest() {
        rejected(ROLE_NOT_GRANTABLE, new GrantRole(ADA, Role.GUEST), REGISTERED);
        rejected(ROLE_NOT_GRANTABLE, new RegisterAccount(ADA, EMAIL, NAME, Role.GUEST, true), GUEST);
    }

    @Test
    void anErasedGuestGetsNoAccount() {
        fixture.given(GUEST).when(new ErasePerson(ADA)).expectEvents(new PersonErased(ADA));
        rejected(PERSON_ERASED, REGISTER, GUEST, new PersonErased(ADA));
        rejected(PERSON_ERASED, new CreateGuest(ADA, EMAIL, NAME), GUEST, new PersonErased(ADA));
    }

    @Test
    void aPersonWhoIsNeitherHasNoAccountAndCanBeErased() {
        fixture.givenNoPriorActivity().when(new ErasePerson(ADA)).expectEvents(new PersonErased(ADA));
        rejected(UNKNOWN_ACCOUNT, new GetAccount(ADA), new PersonErased(ADA));
        fixture.givenNoPriorActivity().when(new GetAccount(ADA)).expectException(AggregateNotFoundException.class);
    }

    private void rejected(Refusal refusal, Object command, PersonEvent... history) {
        fixture.given((Object[]) history)
                .when(command)
                .expectNoEvents()
                .expectException(CommandRejectedException.class)
                .expectExceptionMessage(refusal.sentence());
    }

    private static AccountView view(PersonEvent... history) {
        var state = new PersonState();
        Stream.of(history).forEach(state::evolve);
        return state.answer(new GetAccount(ADA));
    }

    private static EncryptedPersonal<String> sealed(String text) {
        return new EncryptedPersonal<>(ADA, 1, text);
    }
}
