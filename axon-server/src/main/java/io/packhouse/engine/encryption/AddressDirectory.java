package io.packhouse.engine.encryption;

import io.packhouse.shared.api.PersonId;
import java.util.Optional;

/// Finds persons by exact e-mail address. Addresses are stored encrypted, so no query can compare them.
public interface AddressDirectory {

    /// The person whose account has the address. Throws [io.packhouse.engine.http.InvalidFieldException] when the text
    /// is
    /// no address.
    Optional<PersonId> find(String address);
}
