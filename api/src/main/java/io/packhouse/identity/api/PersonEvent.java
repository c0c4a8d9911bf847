package io.packhouse.identity.api;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/// Events of the Person aggregate. Names and shapes are permanent.
public sealed interface PersonEvent {

    PersonId personId();

    /// A person began to order without an account. The address was not verified and may be that of others.
    @Revision("1")
    record GuestCreated(
            PersonId personId,
            EncryptedPersonal<String> email,
            @Nullable EncryptedPersonal<String> name) implements PersonEvent {}

    /// A person got an account; a guest keeps id, orders and points.
    @Revision("1")
    record AccountRegistered(
            PersonId personId,
            EncryptedPersonal<String> email,
            EncryptedPersonal<String> name,
            Role role,
            boolean emailVerified)
            implements PersonEvent {}

    /// The person confirmed the e-mail address.
    @Revision("1")
    record EmailVerified(PersonId personId) implements PersonEvent {}

    /// The account got another e-mail address, which is verified.
    @Revision("1")
    record EmailChanged(PersonId personId, EncryptedPersonal<String> email) implements PersonEvent {}

    /// The account got another name.
    @Revision("1")
    record NameChanged(PersonId personId, EncryptedPersonal<String> name) implements PersonEvent {}

    /// The account got a role; `roles` are all that it has now.
    @Revision("1")
    record RoleGranted(PersonId personId, Role role, List<Role> roles) implements PersonEvent {}

    /// The account lost a role; `roles` are all that it has now.
    @Revision("1")
    record RoleRevoked(PersonId personId, Role role, List<Role> roles) implements PersonEvent {}

    /// The person can no longer sign in.
    @Revision("1")
    record AccountDeactivated(PersonId personId, EncryptedPersonal<String> reason) implements PersonEvent {}

    /// The person can sign in again.
    @Revision("1")
    record AccountReactivated(PersonId personId) implements PersonEvent {}

    /// The person was erased: the key of all personal values is destroyed, and the account is closed for ever.
    @Revision("1")
    record PersonErased(PersonId personId) implements PersonEvent {}
}
