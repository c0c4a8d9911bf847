package io.packhouse.catalog.command;

import io.packhouse.catalog.api.BrandCommand.RegisterBrand;
import io.packhouse.catalog.api.BrandCommand.RenameBrand;
import io.packhouse.catalog.api.BrandId;
import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Doors;
import io.packhouse.engine.door.Recorded;
import io.packhouse.engine.door.Requires;
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

/// Brands as the shop's staff keep them.
@RestController
@RequestMapping("/api/v1/brands")
class BrandEndpoint {

    private static final String WRITE = "catalog:write";

    private final Doors doors;

    record BrandName(@NotNull @ValidName(max = 80) String name) {

        BrandName {
            name = Name.normalize(name);
        }
    }

    BrandEndpoint(Doors doors) {
        this.doors = doors;
    }

    /// Needs no key: the id follows from the name, so registering it again is registering it once.
    /// 409 BRAND_EXISTS when another brand has that name, or had it.
    @PostMapping
    @Requires(WRITE)
    ResponseEntity<Recorded> register(@Valid @RequestBody BrandName body, Caller caller) {
        var id = BrandId.named(body.name());
        return doors.create(
                new RegisterBrand(id, body.name()),
                caller,
                URI.create("/api/v1/brands/" + id));
    }

    /// Gives it another name, and keeps the ones it had. 409 BRAND_EXISTS when another brand has
    /// that name, or had it.
    @PutMapping("/{id}")
    @Requires(WRITE)
    ResponseEntity<Recorded> rename(
            @PathVariable BrandId id, @Valid @RequestBody BrandName body, Caller caller) {
        var ask = new RenameBrand(id, body.name());
        return Doors.ok(doors.about(id, doors.send(ask, caller)));
    }
}
