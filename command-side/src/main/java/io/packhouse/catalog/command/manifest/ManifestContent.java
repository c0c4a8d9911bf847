package io.packhouse.catalog.command.manifest;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.packhouse.catalog.api.manifest.ManifestContentCommand.*;
import io.packhouse.catalog.api.manifest.ManifestContentEvent;
import io.packhouse.catalog.api.manifest.ManifestContentId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/// Aggregate for the lines of a manifest. Decisions are in [ManifestContentState].
@Aggregate(cache = "aggregates", lockFactory = "fairLocks")
class ManifestContent {

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it.
    private ManifestContentId contentId;

    private final ManifestContentState manifestContentState = new ManifestContentState();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RecordManifestLines command) {
        record(manifestContentState.decide(command));
    }

    @CommandHandler
    void handle(CompleteManifestContent command) {
        record(manifestContentState.decide(command));
    }

    @EventSourcingHandler
    void on(ManifestContentEvent event) {
        contentId = event.contentId();
        manifestContentState.evolve(event);
    }

    private static void record(List<ManifestContentEvent> events) {
        events.forEach(event -> apply(event));
    }
}
