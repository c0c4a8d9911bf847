package io.packhouse.app.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

/// What a request brought, to be read as often as it takes, each time from the beginning.
interface EnteringBody {

    InputStream open();

    /// In memory.
    final class Kept implements EnteringBody {

        private final byte[] bytes;

        Kept(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }
}
