package io.packhouse.engine.datadirectory;

import io.packhouse.engine.startup.StartupException;
import java.util.Arrays;

public enum EventStoreType {
    EMBEDDED("embedded"),
    AXON_SERVER("axon-server");

    private final String word;

    EventStoreType(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static EventStoreType of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(word));
    }

    private static StartupException unknown(String word) {
        return new StartupException(
                StartupException.Reason.WRONG_KIND,
                "There is no store of kind %s.".formatted(word),
                "Set packhouse.store to embedded or to axon-server.");
    }
}
