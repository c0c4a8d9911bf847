package io.packhouse.engine.image;

import java.util.Optional;

/// Stores the bytes of images by content hash. Bytes are stored before the event that names them,
/// so that no event names missing bytes; bytes that no event names are harmless.
public interface ImageStore {

    /// Stores the bytes and returns their name, `img_` and their SHA-256. Atomic, and durable when
    /// this returns; storing the same bytes again changes nothing.
    String put(byte[] bytes);

    /// The bytes as stored; empty for an unknown name.
    Optional<byte[]> get(String name);
}
