package io.packhouse.broken.command;

/// Breaks: amounts are whole numbers.
class UsesDouble {

    double price;
}
