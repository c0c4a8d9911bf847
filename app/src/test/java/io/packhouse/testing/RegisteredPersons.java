package io.packhouse.testing;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.identity.api.PersonCommand.*;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// RegisteredPersons of persons who never sign in with a password.
public final class RegisteredPersons {

    private RegisteredPersons() {}

    public static void register(RunningEngine engine, PersonId person, String email, String name) {
        var cipher = engine.bean(PersonalDataCipher.class);
        engine.bean(CommandGateway.class)
                .sendAndWait(new RegisterAccount(
                        person, cipher.seal(person, email), cipher.seal(person, name), Role.CUSTOMER, true));
    }
}
