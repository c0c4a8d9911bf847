package io.packhouse.identity.http;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.identity.api.Role;
import io.packhouse.identity.credential.AccountRegistration;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Accounts that administrators make for others.
@RestController
class NewUserEndpoint {

    private final AccountRegistration registration;

    /// Without `password` the person gets a link to set one. `emailVerified` when the administrator knows that the
    /// address is theirs; otherwise the person verifies it.
    record NewUser(
            @NotNull @Size(max = 254) String email,
            @NotNull @ValidName(max = 120) String name,
            @NotNull Role role,
            @Nullable @Size(max = 500) String password,
            @Nullable Boolean emailVerified) {

        NewUser {
            name = Name.normalize(name);
        }
    }

    record Created(PersonId id) {}

    NewUserEndpoint(AccountRegistration registration) {
        this.registration = registration;
    }

    /// Makes an account. 409 ADDRESS_TAKEN; 422 ROLE_NOT_GRANTABLE for METRICS.
    @PostMapping("/api/v1/users")
    @RequiresScope("accounts:manage")
    ResponseEntity<Created> create(@Valid @RequestBody NewUser body, Caller caller) {
        var isVerified = Boolean.TRUE.equals(body.emailVerified());
        var id = registration.create(body.email(), body.name(), body.role(), body.password(), isVerified, caller);
        return ResponseEntity.created(URI.create("/api/v1/users/" + id)).body(new Created(id));
    }
}
