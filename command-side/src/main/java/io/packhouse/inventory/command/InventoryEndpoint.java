package io.packhouse.inventory.command;

import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Doors;
import io.packhouse.engine.door.Keyed;
import io.packhouse.engine.door.Recorded;
import io.packhouse.engine.door.Requires;
import io.packhouse.engine.personal.Vault;
import io.packhouse.inventory.api.InventoryCommand.CorrectStock;
import io.packhouse.inventory.api.InventoryCommand.ReceiveStock;
import io.packhouse.inventory.api.InventoryCommand.ReturnStock;
import io.packhouse.inventory.api.InventoryCommand.WatchStock;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.MovementId;
import io.packhouse.inventory.api.Quantity;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What people in the warehouse do to one item.
@RestController
@RequestMapping("/api/v1/inventory/items/{item}")
class InventoryEndpoint {

    private final Doors doors;
    private final Vault vault;

    record Movement(@NotNull Quantity quantity, @NotBlank @Size(max = 200) String reason) {}

    record Count(
            @PositiveOrZero @Max(Quantity.MOST) int onHand,
            @NotBlank @Size(max = 200) String reason) {}

    record Watch(@PositiveOrZero @Max(Quantity.MOST) int lowStockAt) {}

    InventoryEndpoint(Doors doors, Vault vault) {
        this.doors = doors;
        this.vault = vault;
    }

    /// Records goods that arrived; opens the item when it is new.
    @PostMapping("/receipts")
    @Keyed
    @Requires("inventory:write")
    ResponseEntity<Recorded> receive(
            @PathVariable InventoryItemId item, @Valid @RequestBody Movement body, Caller caller) {
        var reason = vault.seal(caller.person(), body.reason());
        return doors.accept(
                new ReceiveStock(item, movement(caller), body.quantity(), reason),
                caller.concerning(caller.person()));
    }

    /// Sets what was counted. 409 BELOW_PROMISED when more is already promised.
    @PostMapping("/corrections")
    @Keyed
    @Requires("inventory:write")
    ResponseEntity<Recorded> correct(
            @PathVariable InventoryItemId item, @Valid @RequestBody Count body, Caller caller) {
        var reason = vault.seal(caller.person(), body.reason());
        return doors.accept(
                new CorrectStock(item, movement(caller), body.onHand(), reason),
                caller.concerning(caller.person()));
    }

    /// Records goods that came back and can be sold again.
    @PostMapping("/returns")
    @Keyed
    @Requires("inventory:write")
    ResponseEntity<Recorded> takeBack(
            @PathVariable InventoryItemId item, @Valid @RequestBody Movement body, Caller caller) {
        var reason = vault.seal(caller.person(), body.reason());
        return doors.accept(
                new ReturnStock(item, movement(caller), body.quantity(), reason),
                caller.concerning(caller.person()));
    }

    /// Says from how many sellable units down somebody should be told; 0 switches it off.
    @PostMapping("/low-stock")
    @Requires("inventory:write")
    ResponseEntity<Recorded> watch(
            @PathVariable InventoryItemId item, @Valid @RequestBody Watch body, Caller caller) {
        return doors.accept(new WatchStock(item, body.lowStockAt()), caller);
    }

    private static MovementId movement(Caller caller) {
        return caller.newId("mov", MovementId::new);
    }
}
