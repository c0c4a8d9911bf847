package io.packhouse.app.cli;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.security.JwtIssuer;
import io.packhouse.engine.datadirectory.Secrets;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.TypeId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// Tokens for the person who can read the key of the data folder.
final class OwnerToken {

    private static final PersonId OWNER = new PersonId(TypeId.text("per", new UUID(0x7000, 2)));

    private OwnerToken() {}

    static String mint(MaintenanceContext context, Role role, Duration valid) {
        return issuer(context).mint(OWNER, "Owner of the data folder", List.of(role), valid);
    }

    static JwtIssuer issuer(MaintenanceContext context) {
        var secrets = Secrets.in(context.shared());
        if (!secrets.has("tokens.json")) {
            throw new MaintenanceException(
                    "There is no key for tokens in %s/keys: start the engine once, or set".formatted(context.shared())
                            + " PACKHOUSE_DATA to its data folder.");
        }
        return new JwtIssuer(secrets, Clock.systemUTC());
    }
}
