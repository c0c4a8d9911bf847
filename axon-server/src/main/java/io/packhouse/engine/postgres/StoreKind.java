package io.packhouse.engine.postgres;

public enum StoreKind {
    EMBEDDED("embedded"),
    AXON_SERVER("axon-server");

    final String word;

    StoreKind(String word) {
        this.word = word;
    }
}
