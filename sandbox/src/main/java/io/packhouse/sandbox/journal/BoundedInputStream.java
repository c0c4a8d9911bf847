package io.packhouse.sandbox.journal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream that ends after a number of bytes, even if the file is longer.
final class BoundedInputStream extends FilterInputStream {

    private long left;

    BoundedInputStream(InputStream in, long left) {
        super(in);
        this.left = left;
    }

    @Override
    public int read() throws IOException {
        if (left <= 0) return -1;
        left--;
        return super.read();
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (left <= 0) return -1;
        int count = super.read(target, from, (int) Math.min(length, left));
        if (count > 0) left -= count;
        return count;
    }
}
