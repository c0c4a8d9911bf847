package io.packhouse.testing;

import io.packhouse.app.security.Role;
import io.packhouse.engine.door.Open;
import io.packhouse.shared.api.PersonId;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A door behind which things go wrong that no caller can bring about.
@Hidden
@RestController
@Profile("provoked")
@RequestMapping("/provoked")
class ProvokingEndpoint {

    @GetMapping("/unexpected")
    @Open
    String unexpected() {
        throw new IllegalStateException("a secret of the house");
    }

    @GetMapping("/overloaded")
    @Open
    String overloaded() {
        throw new RejectedExecutionException("full");
    }

    @GetMapping("/parameters")
    @Open
    String parameters(
            @RequestParam int limit,
            @RequestParam(defaultValue = "") Set<Role> role,
            @RequestParam(required = false) @Nullable PersonId buyer) {
        return limit + " " + role + " " + buyer;
    }
}
