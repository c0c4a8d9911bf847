package io.packhouse.app.web;

import java.io.IOException;
import java.io.InputStream;

/// A request body that can be read several times. It is received only on the first read: an
/// unauthorized request uses no memory.
interface BufferedBody extends AutoCloseable {

    InputStream open();

    @Override
    void close() throws IOException;
}
