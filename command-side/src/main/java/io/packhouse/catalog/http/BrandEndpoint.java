package io.packhouse.catalog.http;

import io.packhouse.catalog.api.brand.BrandCommand.*;
import io.packhouse.catalog.api.brand.BrandId;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Registration and renaming of brands by staff.
@RestController
@RequestMapping("/api/v1/brands")
class BrandEndpoint {

    private static final String WRITE = "catalog:write";

    private final CommandDispatcher dispatcher;

    record BrandName(@NotNull @ValidName(max = 80) String name) {

        BrandName {
            name = Name.normalize(name);
        }
    }

    BrandEndpoint(CommandDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /// Registers a brand. Needs no idempotency key: the id is derived from the name. 409
    /// BRAND_EXISTS when another brand has that name, or had it.
    @PostMapping
    @RequiresScope(WRITE)
    ResponseEntity<CommandReceipt> register(@Valid @RequestBody BrandName body, Caller caller) {
        var id = BrandId.named(body.name());
        return dispatcher.create(new RegisterBrand(id, body.name()), caller, URI.create("/api/v1/brands/" + id));
    }

    /// Renames the brand; its former names stay reserved for it. 409 BRAND_EXISTS when another
    /// brand has that name, or had it.
    @PutMapping("/{id}")
    @RequiresScope(WRITE)
    ResponseEntity<CommandReceipt> rename(@PathVariable BrandId id, @Valid @RequestBody BrandName body, Caller caller) {
        var command = new RenameBrand(id, body.name());
        return CommandDispatcher.ok(dispatcher.about(id, dispatcher.send(command, caller)));
    }
}
