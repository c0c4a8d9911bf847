package io.packhouse.identity.api;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.util.List;

/// An account as it is now.
public record AccountView(
        PersonId personId,
        EncryptedPersonal<String> email,
        EncryptedPersonal<String> name,
        List<Role> roles,
        AccountStatus status,
        boolean emailVerified) {}
