package io.packhouse.identity.apikey;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.InsufficientScopeException;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// API keys of programs.
@RestController
@RequestMapping(ApiKeyEndpoint.PATH)
class ApiKeyEndpoint {

    static final String PATH = "/api/v1/api-keys";

    private static final String ACCOUNT = "account";
    private static final String MANAGE = "accounts:manage";
    private static final int DEFAULT_GRACE_MINUTES = 60;

    private final ApiKeyIssuing issuing;
    private final CursorCodec cursorCodec;

    record NewKey(
            @NotNull @ValidName(max = 100) String name,
            @NotEmpty @Size(max = 50) List<@NotBlank @Size(max = 50) String> scopes,
            @Nullable Instant expiresAt) {}

    record Roll(@Nullable @PositiveOrZero @Max(24 * 60) Integer graceMinutes) {}

    ApiKeyEndpoint(ApiKeyIssuing issuing, CursorCodec cursorCodec) {
        this.issuing = issuing;
        this.cursorCodec = cursorCodec;
    }

    /// Creates a key that works for you with some of your scopes. Its secret is in this answer only.
    @PostMapping
    @RequiresScope(ACCOUNT)
    ResponseEntity<ApiKeyIssuing.Issued> create(@Valid @RequestBody NewKey body, Caller caller) {
        var issued = issuing.create(body.name(), body.scopes(), body.expiresAt(), caller);
        return ResponseEntity.created(URI.create(PATH + "/" + issued.key().id()))
                .body(issued);
    }

    /// Your keys, newest first; with `everyone` those of all persons, which requires `accounts:manage`.
    @GetMapping
    @RequiresScope(ACCOUNT)
    KeysetPage<ApiKeyView> list(
            @RequestParam(defaultValue = "false") boolean everyone,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        if (everyone && !caller.may(MANAGE)) {
            throw new InsufficientScopeException(MANAGE);
        }
        var filter = everyone ? Map.of("everyone", "true") : Map.<String, String>of();
        return issuing.page(
                everyone ? null : caller.person(), KeysetPageRequest.of(cursorCodec, PATH, filter, limit, cursor));
    }

    @GetMapping("/{id}")
    @RequiresScope(ACCOUNT)
    ApiKeyView one(@PathVariable ApiKeyId id, Caller caller) {
        return issuing.one(id, caller);
    }

    /// Replaces the secret of a key. The one before stays valid for an hour, or as long as you choose: at most a day.
    @PostMapping("/{id}/roll")
    @RequiresScope(ACCOUNT)
    ApiKeyIssuing.Issued roll(@PathVariable ApiKeyId id, @Valid @RequestBody Roll body, Caller caller) {
        var minutes = body.graceMinutes() == null ? DEFAULT_GRACE_MINUTES : body.graceMinutes();
        return issuing.roll(id, Duration.ofMinutes(minutes), caller);
    }

    /// Revokes a key: at once on this node, within ten seconds on others. Repeating it has no effect.
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresScope(ACCOUNT)
    void revoke(@PathVariable ApiKeyId id, Caller caller) {
        issuing.revoke(id, caller);
    }
}
