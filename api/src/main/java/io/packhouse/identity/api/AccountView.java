package io.packhouse.identity.api;

import io.packhouse.shared.api.EncryptedPersonal;
import io.packhouse.shared.api.PersonId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An account as it is now, or a guest: `name` is missing when a guest gave none.
public record AccountView(
        PersonId personId,
        EncryptedPersonal<String> email,
        @Nullable EncryptedPersonal<String> name,
        List<Role> roles,
        AccountStatus status,
        boolean emailVerified) {}
