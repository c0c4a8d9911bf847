package io.packhouse.engine.cluster;

import java.util.function.Consumer;

/// Notifications between nodes. One may be lost, so every receiver also polls.
public interface NodeMessenger {

    /// Sends to every other node. Equal notifications may be delivered once.
    void call(String topic, String body);

    void subscribe(String topic, Consumer<String> listener);

    /// For a single node: sends nothing.
    static NodeMessenger silent() {
        return new NodeMessenger() {
            @Override
            public void call(String topic, String body) {}

            @Override
            public void subscribe(String topic, Consumer<String> listener) {}
        };
    }
}
