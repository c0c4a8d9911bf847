package io.packhouse.engine.postgres;

import java.util.Arrays;

public enum StoreKind {
    EMBEDDED("embedded"),
    AXON_SERVER("axon-server");

    private final String word;

    StoreKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static StoreKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(word));
    }

    private static StartRefused unknown(String word) {
        return new StartRefused(
                StartRefused.Reason.WRONG_KIND,
                "There is no store of kind %s.".formatted(word),
                "Set packhouse.store to embedded or to axon-server.");
    }
}
