package io.packhouse.identity.credential;

import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import org.jspecify.annotations.Nullable;

/// An account to be made; without a password the person gets a link to set one.
record NewAccount(
        PersonId person,
        String addressHash,
        EncryptedPersonal<String> address,
        EncryptedPersonal<String> name,
        Role role,
        @Nullable String passwordHash,
        boolean verified,
        String createdBy) {

    /// The creator of an account that its person registered.
    static final String ANONYMOUS = "anonymous";
}
