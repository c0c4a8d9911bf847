package io.packhouse.app.web;

import java.io.IOException;
import java.io.InputStream;

/// What a request brings, to be read as often as it takes, each time from the beginning. It is not
/// asked for before somebody wants it: who may not enter takes no room.
interface BufferedBody extends AutoCloseable {

    InputStream open();

    @Override
    void close() throws IOException;
}
