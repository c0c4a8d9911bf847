package io.packhouse.catalog.api;

/// An image as history names it; the bytes lie elsewhere. Width and height are in pixels as it is
/// seen, `bytes` is how many there are, `alt` says in words what it shows.
public record Image(
        ImageId imageId, String mediaType, int width, int height, long bytes, String alt) {}
