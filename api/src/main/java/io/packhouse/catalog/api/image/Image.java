package io.packhouse.catalog.api.image;

/// Metadata of an image; the bytes are in the image store. `width` and `height` are in pixels as
/// displayed, `bytes` is the file size, `alt` the alternative text.
public record Image(ImageId imageId, String mediaType, int width, int height, long bytes, String alt) {}
