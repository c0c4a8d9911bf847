package io.packhouse.app.maintenance;

import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.encryption.ErasedPersons;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// The environment of a command: the settings an engine would have, and the outputs.
record MaintenanceContext(Environment settings, PrintStream out, PrintStream err, Progress.Form form) {

    Path data() {
        return Path.of(settings.getProperty("packhouse.data", "data")).toAbsolutePath();
    }

    /// The folder shared by all nodes; for a single node its data folder.
    Path shared() {
        return Path.of(settings.getProperty("packhouse.shared-data", data().toString()))
                .toAbsolutePath();
    }

    StoreFiles files() {
        return StoreFiles.ofStore(shared());
    }

    ErasedPersons erasedPersons() {
        return ErasedPersons.of(settings);
    }

    Progress progress() {
        return new Progress(err, form);
    }

    EventStoreType kind() {
        return servers().isBlank() ? EventStoreType.EMBEDDED : EventStoreType.AXON_SERVER;
    }

    String servers() {
        return settings.getProperty("packhouse.axonserver", "");
    }

    /// The events in Axon Server; null when they are in PostgreSQL.
    @Nullable
    RawEventStore events(EventStoreType kind) {
        if (kind == EventStoreType.EMBEDDED) {
            return null;
        }
        if (servers().isBlank()) {
            throw new MaintenanceException("The events of this store are in an Axon Server: set PACKHOUSE_AXONSERVER.");
        }
        return AxonServerRawEventStore.at(servers(), token());
    }

    String token() {
        return settings.getProperty("axon.axonserver.token", "");
    }
}
