package io.packhouse.engine.image;

import java.util.Optional;

/// Where the bytes of images lie, each under a name that follows from its bytes. Bytes are put
/// before the event that names them, so that history never names what is not there; bytes that no
/// event names do no harm.
public interface ImageStore {

    /// Keeps the bytes and returns their name, `img_` and their SHA-256. Kept as a whole or not at
    /// all, and on disk when this returns; putting the same bytes again changes nothing.
    String put(byte[] bytes);

    /// The bytes as they were put; empty for an unknown name.
    Optional<byte[]> get(String name);
}
