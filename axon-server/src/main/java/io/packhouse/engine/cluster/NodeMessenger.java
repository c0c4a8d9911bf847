package io.packhouse.engine.cluster;

import java.util.function.Consumer;

/// What nodes call out to each other. A call may be lost: whoever waits for one also looks.
public interface NodeMessenger {

    /// Heard by every other node, soon. Calls that say the same may be heard as one.
    void call(String topic, String words);

    void hear(String topic, Consumer<String> listener);

    /// Where nobody else is.
    static NodeMessenger silent() {
        return new NodeMessenger() {
            @Override
            public void call(String topic, String words) {}

            @Override
            public void hear(String topic, Consumer<String> listener) {}
        };
    }
}
