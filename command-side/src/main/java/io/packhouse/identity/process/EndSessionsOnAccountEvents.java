package io.packhouse.identity.process;

import io.packhouse.engine.commandhandling.MetaDataKeys;
import io.packhouse.identity.api.PersonEvent;
import io.packhouse.identity.api.PersonEvent.*;
import io.packhouse.identity.api.Role;
import io.packhouse.identity.apikey.ApiKeys;
import io.packhouse.identity.credential.CredentialErasure;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Ends the sessions and API keys of a person who may no longer sign in, or lost a role: their tokens and keys have the
/// scopes of the time when they were issued. A granted role is in the next access token.
@Component
@DisallowReplay
@ProcessingGroup(EndSessionsOnAccountEvents.GROUP)
class EndSessionsOnAccountEvents {

    static final String GROUP = ErasePersonalDataOnPersonErased.GROUP;

    private final CredentialErasure credentials;
    private final ApiKeys apiKeys;

    EndSessionsOnAccountEvents(CredentialErasure credentials, ApiKeys apiKeys) {
        this.credentials = credentials;
        this.apiKeys = apiKeys;
    }

    @EventHandler
    void on(AccountDeactivated event, @MetaDataValue(MetaDataKeys.ACTOR) @Nullable String actor) {
        credentials.endAllSessions(event.personId());
        revokeKeys(event, actor);
    }

    @EventHandler
    void on(RoleGranted event) {
        credentials.setAdministrator(event.personId(), event.roles().contains(Role.ADMIN));
    }

    @EventHandler
    void on(RoleRevoked event, @MetaDataValue(MetaDataKeys.ACTOR) @Nullable String actor) {
        credentials.endSessionsOfRole(event.personId());
        credentials.setAdministrator(event.personId(), event.roles().contains(Role.ADMIN));
        revokeKeys(event, actor);
    }

    private void revokeKeys(PersonEvent event, @Nullable String actor) {
        apiKeys.revokeAll(event.personId(), actor == null ? event.personId().value() : actor);
    }
}
