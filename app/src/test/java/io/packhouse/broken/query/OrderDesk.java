package io.packhouse.broken.query;

/// A second type of this name.
interface OrderDesk {}
