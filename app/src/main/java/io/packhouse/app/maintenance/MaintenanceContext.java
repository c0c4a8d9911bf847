package io.packhouse.app.maintenance;

import io.packhouse.app.maintenance.store.AxonServerRawEventStore;
import io.packhouse.app.maintenance.store.RawEventStore;
import io.packhouse.app.maintenance.store.StoreFiles;
import io.packhouse.engine.datadirectory.EventStoreType;
import io.packhouse.engine.encryption.ErasedPersons;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/// The environment of a command: the settings an engine would have, and the outputs.
public record MaintenanceContext(Environment settings, PrintStream out, PrintStream err, Progress.Form form) {

    /// What a command asks for its context.
    public interface Source {

        MaintenanceContext context(boolean json);
    }

    public Path data() {
        return Path.of(settings.getProperty("packhouse.data", "data")).toAbsolutePath();
    }

    /// The folder shared by all nodes; for a single node its data folder.
    public Path shared() {
        return Path.of(settings.getProperty("packhouse.shared-data", data().toString()))
                .toAbsolutePath();
    }

    public StoreFiles files() {
        return StoreFiles.ofStore(shared());
    }

    public ErasedPersons erasedPersons() {
        return ErasedPersons.of(settings);
    }

    public Progress progress() {
        return new Progress(err, form);
    }

    public EventStoreType kind() {
        return servers().isBlank() ? EventStoreType.EMBEDDED : EventStoreType.AXON_SERVER;
    }

    public String servers() {
        return settings.getProperty("packhouse.axonserver", "");
    }

    /// The events in Axon Server; null when they are in PostgreSQL.
    @Nullable
    public RawEventStore events(EventStoreType kind) {
        if (kind == EventStoreType.EMBEDDED) {
            return null;
        }
        if (servers().isBlank()) {
            throw new MaintenanceException("The events of this store are in an Axon Server: set PACKHOUSE_AXONSERVER.");
        }
        return AxonServerRawEventStore.at(servers(), token());
    }

    public String token() {
        return settings.getProperty("axon.axonserver.token", "");
    }

    /// The result: a sentence for people, an object for programs.
    public void answer(String sentence, Map<String, ?> facts) {
        out.println(form == Progress.Form.JSON ? JsonMapper.shared().writeValueAsString(facts) : sentence);
    }
}
