package io.packhouse.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir Path parent;

    @Test
    void keepsItsIdFromOpeningToOpening() {
        String id;
        try (var data = open(StoreKind.EMBEDDED)) {
            id = data.storeId();
        }
        try (var data = open(StoreKind.EMBEDDED)) {
            assertThat(data.storeId()).isEqualTo(id);
        }
    }

    @Test
    void isOpenedOnceAtATime() {
        try (var first = open(StoreKind.EMBEDDED)) {
            for (var tries = 0; tries < 2; tries++) {
                assertThatThrownBy(() -> open(StoreKind.EMBEDDED))
                        .isInstanceOf(StartRefused.class)
                        .hasMessage(
                                "The data folder %s is in use by another process (pid %s, this"
                                        + " one).",
                                first.path(), ProcessHandle.current().pid());
            }
        }
        open(StoreKind.EMBEDDED).close();
    }

    @Test
    void servesOnlyTheKindItWasMadeFor() {
        open(StoreKind.AXON_SERVER).close();
        assertThatThrownBy(() -> open(StoreKind.EMBEDDED))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("of kind axon-server and cannot serve one of kind embedded");
        open(StoreKind.AXON_SERVER).close();
    }

    private DataFolder open(StoreKind kind) {
        return DataFolder.open(parent.resolve("data with spaces"), kind);
    }
}
