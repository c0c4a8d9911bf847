package io.packhouse.catalog.http;

import static io.packhouse.catalog.api.pack.PackRefusal.NO_PRICE;

import io.packhouse.catalog.api.TaxClass;
import io.packhouse.catalog.api.pack.PackCommand;
import io.packhouse.catalog.api.pack.PackCommand.*;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackKind;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.CommandDispatcher;
import io.packhouse.engine.http.CommandReceipt;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.Money;
import io.packhouse.shared.api.Name;
import io.packhouse.shared.api.Sku;
import io.packhouse.shared.api.SupportedCurrencies;
import io.packhouse.shared.api.VendorId;
import io.packhouse.shared.validation.ValidName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Maintenance of packs by staff.
@RestController
@RequestMapping("/api/v1/packs")
class PackEndpoint {

    static final String WRITE = "catalog:write";

    private final CommandDispatcher dispatcher;

    record Draft(
            @NotNull PackKind kind,
            @NotNull @ValidName(max = 120) String name,
            @NotNull Sku sku,
            @Nullable VendorId vendorId,
            @NotNull TaxClass taxClass,
            @Nullable @Size(max = 100) Map<Sku, @NotNull @Min(1) @Max(10_000) Integer> contents,
            @Nullable @Size(max = 6) List<@NotNull @Valid Price> price,
            @Nullable Boolean publish) {

        Draft {
            name = Name.normalize(name);
        }

        boolean toPublish() {
            return Boolean.TRUE.equals(publish);
        }

        List<Price> prices() {
            return price == null ? List.of() : price;
        }
    }

    record Terms(
            @NotNull @ValidName(max = 120) String name,
            @NotNull TaxClass taxClass,
            @NotNull @Size(max = 100) Map<Sku, @NotNull @Min(1) @Max(10_000) Integer> contents) {

        Terms {
            name = Name.normalize(name);
        }
    }

    record Price(
            @Min(0) @Max(99_999_999) long amountMinor,

            @NotNull @Pattern(regexp = SupportedCurrencies.FORM, message = SupportedCurrencies.WANTED)
            String currency) {

        Money money() {
            return new Money(amountMinor, Currency.getInstance(currency));
        }
    }

    PackEndpoint(CommandDispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /// Creates a pack. It is on sale once it is priced and published, which the same request may
    /// ask for. 409 NO_PRICE, and nothing is created, when it is to be published without a price.
    @PostMapping
    @RequiresIdempotencyKey
    @RequiresScope(WRITE)
    ResponseEntity<CommandReceipt> draft(@Valid @RequestBody Draft body, Caller caller) {
        if (body.toPublish() && body.prices().isEmpty()) {
            throw new CommandRejectedException(NO_PRICE);
        }
        var id = caller.newId("pck", PackId::new);
        var commands = commands(id, body);
        commands.subList(0, commands.size() - 1).forEach(command -> dispatcher.send(command, caller));
        // The receipt of the last command covers the version and position of the others.
        return dispatcher.create(commands.getLast(), caller, URI.create("/api/v1/packs/" + id));
    }

    /// Changes name, tax class and contents for later orders; placed orders keep their terms.
    @PutMapping("/{id}")
    @RequiresScope(WRITE)
    ResponseEntity<CommandReceipt> revise(@PathVariable PackId id, @Valid @RequestBody Terms body, Caller caller) {
        return dispatcher.accept(
                new RevisePackTerms(id, body.name(), body.taxClass(), sorted(body.contents())), caller);
    }

    /// Sets the price of one pack in that currency, net of tax.
    @PostMapping("/{id}/prices")
    @RequiresScope(WRITE)
    ResponseEntity<CommandReceipt> price(@PathVariable PackId id, @Valid @RequestBody Price body, Caller caller) {
        return dispatcher.accept(new SetPackPrice(id, body.money()), caller);
    }

    /// Puts the pack on sale. 409 NO_PRICE when it has no price.
    @PostMapping("/{id}/publish")
    @RequiresScope(WRITE)
    ResponseEntity<CommandReceipt> publish(@PathVariable PackId id, Caller caller) {
        return dispatcher.accept(new PublishPack(id), caller);
    }

    /// Takes the pack off sale permanently.
    @PostMapping("/{id}/archive")
    @RequiresScope(WRITE)
    ResponseEntity<CommandReceipt> archive(@PathVariable PackId id, Caller caller) {
        return dispatcher.accept(new ArchivePack(id), caller);
    }

    /// Archives the pack; history is never deleted.
    @DeleteMapping("/{id}")
    @RequiresScope(WRITE)
    ResponseEntity<CommandReceipt> delete(@PathVariable PackId id, Caller caller) {
        return archive(id, caller);
    }

    static List<PackCommand> commands(PackId id, Draft body) {
        var commands = new ArrayList<PackCommand>();
        commands.add(new DraftPack(
                id,
                body.kind(),
                body.name(),
                body.sku(),
                body.vendorId() == null ? VendorId.SHOP : body.vendorId(),
                body.taxClass(),
                sorted(body.contents())));
        body.prices().forEach(price -> commands.add(new SetPackPrice(id, price.money())));
        if (body.toPublish()) {
            commands.add(new PublishPack(id));
        }
        return commands;
    }

    private static SortedMap<Sku, Integer> sorted(@Nullable Map<Sku, Integer> contents) {
        return contents == null ? new TreeMap<>() : new TreeMap<>(contents);
    }
}
