package io.packhouse.broken.api;

import org.springframework.http.HttpStatus;

/// Breaks: the published language knows no framework.
public record ExposesOtherTypes(HttpStatus status) {}
