package io.packhouse.catalog.command;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.catalog.api.PackCommand.AddPackImages;
import io.packhouse.catalog.api.PackCommand.ArchivePack;
import io.packhouse.catalog.api.PackCommand.DescribePackImage;
import io.packhouse.catalog.api.PackCommand.DraftPack;
import io.packhouse.catalog.api.PackCommand.OrderPackImages;
import io.packhouse.catalog.api.PackCommand.PublishManifest;
import io.packhouse.catalog.api.PackCommand.PublishPack;
import io.packhouse.catalog.api.PackCommand.QuotePack;
import io.packhouse.catalog.api.PackCommand.RemovePackImage;
import io.packhouse.catalog.api.PackCommand.ReviseTerms;
import io.packhouse.catalog.api.PackCommand.SetPrice;
import io.packhouse.catalog.api.PackEvent;
import io.packhouse.catalog.api.PackId;
import io.packhouse.catalog.api.PackQuote;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// What Axon sees of something for sale; [Offering] does the thinking.
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class Pack {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private PackId packId;

    private final Offering offering = new Offering();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(DraftPack ask) {
        record(offering.decide(ask));
    }

    @CommandHandler
    void handle(ReviseTerms ask) {
        record(offering.decide(ask));
    }

    @CommandHandler
    void handle(SetPrice ask) {
        record(offering.decide(ask));
    }

    @CommandHandler
    void handle(PublishManifest ask) {
        record(offering.decide(ask));
    }

    @CommandHandler
    void handle(PublishPack ask) {
        record(offering.decide(ask));
    }

    @CommandHandler
    void handle(ArchivePack ask) {
        record(offering.decide(ask));
    }

    @CommandHandler
    void handle(AddPackImages ask) {
        record(offering.picture(ask.packId(), album -> album.with(ask.images())));
    }

    @CommandHandler
    void handle(RemovePackImage ask) {
        record(offering.picture(ask.packId(), album -> album.without(ask.imageId())));
    }

    @CommandHandler
    void handle(OrderPackImages ask) {
        record(offering.picture(ask.packId(), album -> album.inOrder(ask.order())));
    }

    @CommandHandler
    void handle(DescribePackImage ask) {
        record(offering.picture(ask.packId(), album -> album.saying(ask.imageId(), ask.alt())));
    }

    @CommandHandler
    PackQuote handle(QuotePack ask) {
        return offering.answer(ask);
    }

    @EventSourcingHandler
    void on(PackEvent event) {
        packId = event.packId();
        offering.evolve(event);
    }

    static Pack openedBy(List<PackEvent> events) {
        var pack = new Pack();
        pack.record(events);
        return pack;
    }

    /// For [ProductDesk], which decides over a product and its offers at once.
    Offering offering() {
        return offering;
    }

    void record(List<PackEvent> events) {
        events.forEach(event -> apply(event));
    }
}
