package io.packhouse.engine.process;

import java.util.List;

/// Commands of a process: they leave the processor's unit of work at once and are awaited before it
/// commits, so a crash in between repeats them and never loses them.
public class ProcessCommands {

    /// Sends all at once. A refusal or a failure rolls the processor's batch back.
    public void send(List<?> commands) {
        throw new UnsupportedOperationException();
    }

    /// Sends one from outside a unit of work and waits for it.
    public void sendAndWait(Object command) {
        throw new UnsupportedOperationException();
    }
}
