package io.packhouse.broken.api;

import org.springframework.http.HttpStatus;

/// Breaks: the published language has no framework types.
public record ExposesOtherTypes(HttpStatus status) {}
