package io.packhouse.identity.api;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/// Commands of the Person aggregate.
public sealed interface PersonCommand {

    /// Begins with a person who orders without an account. Repeating it has no effect, nor has it for a person who has
    /// an account.
    record CreateGuest(
            @TargetAggregateIdentifier PersonId personId,
            EncryptedPersonal<String> email,
            @Nullable EncryptedPersonal<String> name)
            implements PersonCommand {}

    /// Registers an account for a person who has none, such as a guest. Repeating it has no effect.
    record RegisterAccount(
            @TargetAggregateIdentifier PersonId personId,
            EncryptedPersonal<String> email,
            EncryptedPersonal<String> name,
            Role role,
            boolean emailVerified)
            implements PersonCommand {}

    record VerifyEmail(@TargetAggregateIdentifier PersonId personId) implements PersonCommand {}

    /// Changes the e-mail address to one that the person confirmed.
    record ChangeEmail(@TargetAggregateIdentifier PersonId personId, EncryptedPersonal<String> email)
            implements PersonCommand {}

    record ChangeName(@TargetAggregateIdentifier PersonId personId, EncryptedPersonal<String> name)
            implements PersonCommand {}

    /// Repeating it has no effect. Rejected with ROLE_NOT_GRANTABLE for METRICS and GUEST.
    record GrantRole(@TargetAggregateIdentifier PersonId personId, Role role) implements PersonCommand {}

    /// Repeating it has no effect. Rejected with LAST_ROLE: an account has at least one.
    record RevokeRole(@TargetAggregateIdentifier PersonId personId, Role role) implements PersonCommand {}

    /// The person can no longer sign in. Repeating it has no effect.
    record DeactivateAccount(@TargetAggregateIdentifier PersonId personId, EncryptedPersonal<String> reason)
            implements PersonCommand {}

    record ReactivateAccount(@TargetAggregateIdentifier PersonId personId) implements PersonCommand {}

    /// Erases a person, with or without an account, for ever. Repeating it erases what was written since then.
    record ErasePerson(@TargetAggregateIdentifier PersonId personId) implements PersonCommand {}

    /// Erases a guest; no effect on a person with an account, or erased before.
    record EraseGuest(@TargetAggregateIdentifier PersonId personId) implements PersonCommand {}

    /// Answers with the [AccountView], also of a guest; records no event. Rejected with UNKNOWN_ACCOUNT when the person
    /// is neither.
    record GetAccount(@TargetAggregateIdentifier PersonId personId) implements PersonCommand {}
}
