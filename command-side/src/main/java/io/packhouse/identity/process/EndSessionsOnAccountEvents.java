package io.packhouse.identity.process;

import io.packhouse.identity.api.PersonEvent.*;
import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.CredentialErasure;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.springframework.stereotype.Component;

/// Ends the sessions of a person who may no longer sign in. A changed role is in the next access token; the cookies of
/// browsers, which are valid for hours, end when a role is revoked.
@Component
@DisallowReplay
@ProcessingGroup(EndSessionsOnAccountEvents.GROUP)
class EndSessionsOnAccountEvents {

    static final String GROUP = ErasePersonalDataOnPersonErased.GROUP;

    private final CredentialErasure credentials;

    EndSessionsOnAccountEvents(CredentialErasure credentials) {
        this.credentials = credentials;
    }

    @EventHandler
    void on(AccountDeactivated event) {
        credentials.endAllSessions(event.personId());
    }

    @EventHandler
    void on(RoleGranted event) {
        credentials.setAdministrator(event.personId(), event.roles().contains(Role.ADMIN));
    }

    @EventHandler
    void on(RoleRevoked event) {
        credentials.endBrowserSessions(event.personId());
        credentials.setAdministrator(event.personId(), event.roles().contains(Role.ADMIN));
    }
}
