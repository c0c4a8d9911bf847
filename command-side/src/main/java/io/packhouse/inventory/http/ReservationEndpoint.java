package io.packhouse.inventory.http;

import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.inventory.api.InventoryCommand.*;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.InventoryRefusal;
import io.packhouse.inventory.api.Location;
import io.packhouse.inventory.api.OwnerReference;
import io.packhouse.inventory.api.Quantity;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Sku;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Reservations without an order: for a cart, a counter, a quote.
@RestController
@RequestMapping("/api/v1/inventory/reservations")
class ReservationEndpoint {

    private static final int MOST_MINUTES = 30 * 24 * 60;

    private final CommandDispatcher dispatcher;
    private final PersonalDataCipher personalDataCipher;
    private final Duration defaultTtl;

    record Wanted(@NotNull Sku sku, @NotNull Quantity quantity) {}

    record Reserve(
            @NotNull OwnerReference owner,
            @NotEmpty @Size(max = 100) List<@Valid @NotNull Wanted> items,
            @Nullable @Min(1) @Max(MOST_MINUTES) Integer holdMinutes) {}

    record Items(@NotEmpty @Size(max = 100) List<@NotNull Sku> skus) {}

    record Release(
            @NotEmpty @Size(max = 100) List<@NotNull Sku> skus,
            @NotBlank @Size(max = 200) String reason) {}

    ReservationEndpoint(
            CommandDispatcher dispatcher,
            PersonalDataCipher personalDataCipher,
            @Value("${packhouse.reservation.ttl:PT15M}") Duration defaultTtl) {
        this.dispatcher = dispatcher;
        this.personalDataCipher = personalDataCipher;
        this.defaultTtl = defaultTtl;
    }

    /// Reserves all items or none, for 15 minutes or the requested time, at most 30 days. 409
    /// INSUFFICIENT_STOCK lists what is missing.
    @PostMapping
    @RequiresIdempotencyKey
    @RequiresScope("inventory:write")
    ResponseEntity<CommandReceipt> reserve(@Valid @RequestBody Reserve body, Caller caller) {
        var demand = new TreeMap<InventoryItemId, Quantity>();
        body.items().forEach(item -> demand.merge(at(item.sku()), item.quantity(), this::sum));
        var ttl = body.holdMinutes() == null ? defaultTtl : Duration.ofMinutes(body.holdMinutes());
        var id = caller.newId("res", ReservationId::new);
        var command = new ReserveStock(id, body.owner(), demand, caller.at().plus(ttl));
        var recorded = dispatcher.send(command, caller);
        if (recorded.events().contains("inventory.ReservationRefused")) {
            throw new CommandRejectedException(InventoryRefusal.INSUFFICIENT_STOCK, Map.of("reservationId", id));
        }
        return CommandDispatcher.created(recorded.as(id), URI.create("/api/v1/inventory/reservations/" + id));
    }

    /// Releases a reservation that is open or was committed manually. 409 COMMITTED_TO_ORDER names
    /// the order that paid for it: cancelling that order releases it.
    @PostMapping("/{id}/release")
    @RequiresScope("inventory:write")
    ResponseEntity<CommandReceipt> release(
            @PathVariable ReservationId id, @Valid @RequestBody Release body, Caller caller) {
        var note = personalDataCipher.seal(caller.person(), body.reason());
        var release = new ReleaseReservationManually(id, all(body.skus()), note);
        return CommandDispatcher.ok(
                dispatcher.send(release, caller.concerning(caller.person())).as(id));
    }

    /// Commits the reservation after payment: it no longer expires.
    @PostMapping("/{id}/commit")
    @RequiresScope("inventory:write")
    ResponseEntity<CommandReceipt> commit(
            @PathVariable ReservationId id, @Valid @RequestBody Items body, Caller caller) {
        return CommandDispatcher.ok(dispatcher
                .send(new CommitReservation(id, all(body.skus()), caller.at()), caller)
                .as(id));
    }

    /// Dispatches the reserved goods.
    @PostMapping("/{id}/dispatch")
    @RequiresScope("inventory:write")
    ResponseEntity<CommandReceipt> dispatch(
            @PathVariable ReservationId id, @Valid @RequestBody Items body, Caller caller) {
        return CommandDispatcher.ok(dispatcher
                .send(new DispatchReservation(id, all(body.skus())), caller)
                .as(id));
    }

    private Quantity sum(Quantity one, Quantity other) {
        return new Quantity(one.value() + other.value());
    }

    private static SortedSet<InventoryItemId> all(List<Sku> skus) {
        return skus.stream().map(ReservationEndpoint::at).collect(Collectors.toCollection(TreeSet::new));
    }

    private static InventoryItemId at(Sku sku) {
        return InventoryItemId.at(Location.MAIN, sku);
    }
}
