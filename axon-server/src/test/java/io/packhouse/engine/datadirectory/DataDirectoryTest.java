package io.packhouse.engine.datadirectory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.packhouse.engine.startup.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path parent;

    @Test
    void keepsItsIdWhenReopened() {
        String id;
        try (var data = open(EventStoreType.EMBEDDED)) {
            id = data.storeId();
        }
        try (var data = open(EventStoreType.EMBEDDED)) {
            assertThat(data.storeId()).isEqualTo(id);
        }
    }

    @Test
    void isOpenedOnceAtATime() {
        try (var first = open(EventStoreType.EMBEDDED)) {
            for (var tries = 0; tries < 2; tries++) {
                assertThatThrownBy(() -> open(EventStoreType.EMBEDDED))
                        .isInstanceOf(StartupException.class)
                        .hasMessage(
                                "The data folder %s is in use by another process (pid %s, this one).",
                                first.path(), ProcessHandle.current().pid());
            }
        }
        open(EventStoreType.EMBEDDED).close();
    }

    @Test
    void servesOnlyTheKindItWasMadeFor() {
        open(EventStoreType.AXON_SERVER).close();
        assertThatThrownBy(() -> open(EventStoreType.EMBEDDED))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("of kind axon-server and cannot serve one of kind embedded");
        open(EventStoreType.AXON_SERVER).close();
    }

    @Test
    void reportsWhyItCannotBeUsed() throws Exception {
        var file = Files.writeString(parent.resolve("a-file"), "not a folder");
        for (var path : List.of(file, file.resolve("below"))) {
            assertThatThrownBy(() -> DataDirectory.open(path, EventStoreType.EMBEDDED))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("The data folder %s cannot be used: ", path);
        }
        var folder = parent.resolve("a-folder");
        assertThatThrownBy(() -> DataDirectory.open(folder, file, EventStoreType.EMBEDDED))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("is a file");
    }

    private DataDirectory open(EventStoreType kind) {
        return DataDirectory.open(parent.resolve("data with spaces"), kind);
    }
}
