package io.packhouse.app.maintenance.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Counts and hashes the bytes that are written through it.
public final class HashingOutputStream extends OutputStream {

    private final OutputStream target;
    private final MessageDigest digest = sha256();
    private long bytes;

    public HashingOutputStream(OutputStream target) {
        this.target = target;
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] from, int start, int length) throws IOException {
        target.write(from, start, length);
        digest.update(from, start, length);
        bytes += length;
    }

    /// Completes the hash.
    public ArchiveManifest.Part part(String entry) {
        return new ArchiveManifest.Part(entry, bytes, hex(digest));
    }
}
