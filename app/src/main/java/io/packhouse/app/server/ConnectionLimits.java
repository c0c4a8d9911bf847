package io.packhouse.app.server;

import java.time.Duration;

/// The maximum number of connections, in total and per address (0: the total), the time for the
/// head of a request, and the idle time between two requests.
record ConnectionLimits(int most, int each, Duration head, Duration idle) {

    /// Connections beyond the limits, for health checks only.
    static final int SPARE = 64;

    int ofOneAddress() {
        return each == 0 ? most : each;
    }
}
