package io.packhouse.app.server;

import java.time.Duration;

/// How many connections may be open, in all and from one address (0: as many as in all), how long
/// the head of a request may take, and how long a connection may be idle between two.
record ConnectionLimits(int most, int each, Duration head, Duration idle) {

    /// Connections beyond the limits, on which health is answered and nothing else.
    static final int SPARE = 64;

    int ofOneAddress() {
        return each == 0 ? most : each;
    }
}
