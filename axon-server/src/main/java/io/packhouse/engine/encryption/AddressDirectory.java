package io.packhouse.engine.encryption;

import io.packhouse.shared.api.PersonId;
import java.util.Optional;

/// Finds persons by exact e-mail address. Addresses are stored encrypted, so no query can compare them.
public interface AddressDirectory {

    /// The person whose account has the address; no guest. Rejects a text that is no address at the field `email`.
    Optional<PersonId> find(String address);
}
