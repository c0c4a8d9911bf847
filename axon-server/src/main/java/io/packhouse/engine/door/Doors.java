package io.packhouse.engine.door;

import java.net.URI;
import org.springframework.http.ResponseEntity;

/// The one way from HTTP to the command bus.
public class Doors {

    /// Sends, waits until the events are stored, and answers 200 with what was recorded.
    public ResponseEntity<Recorded> accept(Object command, Caller caller) {
        throw new UnsupportedOperationException();
    }

    /// The same, answering 201 with the address of what was created.
    public ResponseEntity<Recorded> create(Object command, Caller caller, URI location) {
        throw new UnsupportedOperationException();
    }

    /// Sends a command for the answer it returns.
    public <T> T ask(Object command, Caller caller, Class<T> answer) {
        throw new UnsupportedOperationException();
    }

    /// Sends, waits until the events are stored, and returns what was recorded.
    public Recorded send(Object command, Caller caller) {
        throw new UnsupportedOperationException();
    }
}
