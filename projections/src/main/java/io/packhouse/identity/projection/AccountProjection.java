package io.packhouse.identity.projection;

import io.packhouse.engine.projection.Columns;
import io.packhouse.engine.projection.EventContext;
import io.packhouse.engine.projection.ProjectionSchema;
import io.packhouse.engine.projection.ProjectionTable;
import io.packhouse.identity.api.AccountStatus;
import io.packhouse.identity.api.PersonEvent;
import io.packhouse.identity.api.PersonEvent.*;
import io.packhouse.identity.api.Role;
import java.util.List;
import java.util.stream.Collectors;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.stereotype.Component;

/// Accounts with their roles and status, and guests, who have a status of their own.
@Component
@ProcessingGroup(AccountProjection.GROUP)
class AccountProjection {

    static final String GROUP = "projection-accounts";

    private final ProjectionTable accounts;

    AccountProjection(ProjectionSchema schema) {
        accounts = schema.table("account");
    }

    @EventHandler
    void on(PersonEvent event, TrackedEventMessage<?> message) {
        var context = EventContext.of(message);
        switch (event) {
            case GuestCreated e -> create(e, context);
            case AccountRegistered e -> register(e, context);
            case EmailVerified _ -> change(event, context, Columns.of("email_verified", true));
            case EmailChanged e ->
                change(event, context, Columns.of("email", e.email()).and("email_verified", true));
            case NameChanged e -> change(event, context, Columns.of("name", e.name()));
            case RoleGranted e -> change(event, context, roles(e.roles()));
            case RoleRevoked e -> change(event, context, roles(e.roles()));
            case AccountDeactivated _ -> change(event, context, Columns.of("status", AccountStatus.DEACTIVATED));
            case AccountReactivated _ -> change(event, context, Columns.of("status", AccountStatus.ACTIVE));
            case PersonErased _ ->
                change(
                        event,
                        context,
                        Columns.of("status", AccountStatus.ERASED)
                                .and("email", null)
                                .and("name", null));
        }
    }

    @ResetHandler
    void reset() {
        accounts.empty();
    }

    private void create(GuestCreated e, EventContext context) {
        upsert(
                e,
                context,
                Columns.of("email", e.email())
                        .and("name", e.name())
                        .cast("roles", array(List.of(Role.GUEST)), "text[]")
                        .and("status", AccountStatus.GUEST)
                        .and("email_verified", false));
    }

    private void register(AccountRegistered e, EventContext context) {
        upsert(
                e,
                context,
                Columns.of("email", e.email())
                        .and("name", e.name())
                        .cast("roles", array(List.of(e.role())), "text[]")
                        .and("status", AccountStatus.ACTIVE)
                        .and("email_verified", e.emailVerified()));
    }

    private void upsert(PersonEvent event, EventContext context, Columns values) {
        var row = values.and("registered_at", context.at());
        accounts.upsert(Columns.of("person", event.personId()), context, Columns.none(), row);
    }

    private void change(PersonEvent event, EventContext context, Columns changes) {
        accounts.update(Columns.of("person", event.personId()), context, changes);
    }

    private static Columns roles(List<Role> roles) {
        return Columns.none().cast("roles", array(roles), "text[]");
    }

    private static String array(List<Role> roles) {
        return roles.stream().map(Role::name).collect(Collectors.joining(",", "{", "}"));
    }
}
