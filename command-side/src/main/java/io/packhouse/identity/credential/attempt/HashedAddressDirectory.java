package io.packhouse.identity.credential.attempt;

import io.packhouse.engine.encryption.AddressDirectory;
import io.packhouse.engine.http.InvalidFieldException;
import io.packhouse.shared.api.PersonId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Finds credentials by the keyed hash of their address.
@Component
class HashedAddressDirectory implements AddressDirectory {

    private final JdbcClient jdbc;
    private final AddressHasher hasher;

    HashedAddressDirectory(JdbcClient jdbc, AddressHasher hasher) {
        this.jdbc = jdbc;
        this.hasher = hasher;
    }

    @Override
    public Optional<PersonId> find(String address) {
        var problem = EmailAddress.problem(address);
        if (problem != null) {
            throw new InvalidFieldException("email", "not-an-address", problem);
        }
        return jdbc.sql("select person_id from identity.credential where address_hash = :hash")
                .param("hash", hasher.hash(new EmailAddress(address)))
                .query(String.class)
                .optional()
                .map(PersonId::new);
    }
}
