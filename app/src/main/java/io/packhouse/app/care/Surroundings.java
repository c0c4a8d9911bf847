package io.packhouse.app.care;

import io.packhouse.engine.personal.ForgottenPersons;
import io.packhouse.engine.postgres.StoreKind;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/// Where a program stands: the settings an engine would have, and where it speaks.
record Surroundings(Environment settings, PrintStream out, PrintStream err, Progress.Form form) {

    Path data() {
        return Path.of(settings.getProperty("packhouse.data", "data")).toAbsolutePath();
    }

    /// What all nodes share; one node alone has it in its data folder.
    Path shared() {
        return Path.of(settings.getProperty("packhouse.shared", data().toString()))
                .toAbsolutePath();
    }

    KeptFiles files() {
        return KeptFiles.ofStore(shared());
    }

    ForgottenPersons forgotten() {
        return ForgottenPersons.of(settings);
    }

    Progress progress() {
        return new Progress(err, form);
    }

    StoreKind kind() {
        return servers().isBlank() ? StoreKind.EMBEDDED : StoreKind.AXON_SERVER;
    }

    String servers() {
        return settings.getProperty("packhouse.axonserver", "");
    }

    /// The server's events; null when they are in PostgreSQL.
    @Nullable EventCopy events(StoreKind kind) {
        if (kind == StoreKind.EMBEDDED) {
            return null;
        }
        if (servers().isBlank()) {
            throw new CareRefused(
                    "The events of this store are in an Axon Server: name it with"
                            + " PACKHOUSE_AXONSERVER.");
        }
        return AxonServerEvents.at(servers(), token());
    }

    String token() {
        return settings.getProperty("axon.axonserver.token", "");
    }
}
