package io.packhouse.catalog.command.pack;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.catalog.api.pack.PackCommand.*;
import io.packhouse.catalog.api.pack.PackEvent;
import io.packhouse.catalog.api.pack.PackId;
import io.packhouse.catalog.api.pack.PackQuote;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// Aggregate for a pack. Decisions are in [PackState].
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
public class Pack {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private PackId packId;

    private final PackState packState = new PackState();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DraftPack command) {
        record(packState.decide(command));
    }

    @CommandHandler
    void handle(RevisePackTerms command) {
        record(packState.decide(command));
    }

    @CommandHandler
    void handle(SetPackPrice command) {
        record(packState.decide(command));
    }

    @CommandHandler
    void handle(PublishManifest command) {
        record(packState.decide(command));
    }

    @CommandHandler
    void handle(PublishPack command) {
        record(packState.decide(command));
    }

    @CommandHandler
    void handle(ArchivePack command) {
        record(packState.decide(command));
    }

    @CommandHandler
    void handle(AddPackImages command) {
        record(packState.picture(command.packId(), images -> images.with(command.images())));
    }

    @CommandHandler
    void handle(RemovePackImage command) {
        record(packState.picture(command.packId(), images -> images.without(command.imageId())));
    }

    @CommandHandler
    void handle(ReorderPackImages command) {
        record(packState.picture(command.packId(), images -> images.inOrder(command.order())));
    }

    @CommandHandler
    void handle(SetPackImageAltText command) {
        record(packState.picture(command.packId(), images -> images.withAltText(command.imageId(), command.alt())));
    }

    @CommandHandler
    PackQuote handle(QuotePack command) {
        return packState.answer(command);
    }

    @EventSourcingHandler
    void on(PackEvent event) {
        packId = event.packId();
        packState.evolve(event);
    }

    /// For `ProductCommandHandler`, which decides over a product and its offers in one transaction.
    public PackState state() {
        return packState;
    }

    public void record(List<PackEvent> events) {
        events.forEach(event -> apply(event));
    }
}
