package io.packhouse.inventory.http;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.Quantity;
import io.packhouse.inventory.api.StockMovementId;
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

/// Stock movements and counts of one item, by warehouse staff.
@RestController
@RequestMapping("/api/v1/inventory/items/{item}")
class InventoryEndpoint {

    private final CommandDispatcher dispatcher;
    private final PersonalDataCipher personalDataCipher;

    record Movement(
            @NotNull Quantity quantity,
            @NotBlank @Size(max = 200) String reason) {}

    record Count(
            @PositiveOrZero @Max(Quantity.MOST) int onHand,
            @NotBlank @Size(max = 200) String reason) {}

    record Watch(@PositiveOrZero @Max(Quantity.MOST) int lowStockAt) {}

    InventoryEndpoint(CommandDispatcher dispatcher, PersonalDataCipher personalDataCipher) {
        this.dispatcher = dispatcher;
        this.personalDataCipher = personalDataCipher;
    }

    /// Records received goods; creates the item when it is new.
    @PostMapping("/receipts")
    @RequiresIdempotencyKey
    @RequiresScope("inventory:write")
    ResponseEntity<CommandReceipt> receive(
            @PathVariable InventoryItemId item, @Valid @RequestBody Movement body, Caller caller) {
        var reason = personalDataCipher.seal(caller.person(), body.reason());
        return dispatcher.accept(
                new ReceiveStock(item, movement(caller), body.quantity(), reason), caller.concerning(caller.person()));
    }

    /// Sets the counted stock. 409 BELOW_RESERVED when more than that is reserved.
    @PostMapping("/corrections")
    @RequiresIdempotencyKey
    @RequiresScope("inventory:write")
    ResponseEntity<CommandReceipt> correct(
            @PathVariable InventoryItemId item, @Valid @RequestBody Count body, Caller caller) {
        var reason = personalDataCipher.seal(caller.person(), body.reason());
        return dispatcher.accept(
                new CorrectStock(item, movement(caller), body.onHand(), reason), caller.concerning(caller.person()));
    }

    /// Records returned goods that can be sold again.
    @PostMapping("/returns")
    @RequiresIdempotencyKey
    @RequiresScope("inventory:write")
    ResponseEntity<CommandReceipt> returnStock(
            @PathVariable InventoryItemId item, @Valid @RequestBody Movement body, Caller caller) {
        var reason = personalDataCipher.seal(caller.person(), body.reason());
        return dispatcher.accept(
                new ReturnStock(item, movement(caller), body.quantity(), reason), caller.concerning(caller.person()));
    }

    /// Sets the low-stock threshold in sellable units; 0 switches the alert off.
    @PostMapping("/low-stock")
    @RequiresScope("inventory:write")
    ResponseEntity<CommandReceipt> watch(
            @PathVariable InventoryItemId item, @Valid @RequestBody Watch body, Caller caller) {
        return dispatcher.accept(new SetLowStockThreshold(item, body.lowStockAt()), caller);
    }

    private static StockMovementId movement(Caller caller) {
        return caller.newId("mov", StockMovementId::new);
    }
}
