package io.packhouse.inventory.api;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request about stock.
public enum InventoryRefusal implements Refusal {
    BELOW_RESERVED("A count cannot be lower than the reserved and committed units.", Kind.CONFLICT),
    UNKNOWN_ITEM("There is no inventory item with that id.", Kind.NOT_FOUND),
    UNKNOWN_RESERVATION("There is no reservation with that id.", Kind.NOT_FOUND),
    INSUFFICIENT_STOCK("Not all requested units are available; nothing was reserved.", Kind.CONFLICT),
    RESERVATION_NOT_COMMITTED("Only a committed reservation can be dispatched.", Kind.CONFLICT),
    COMMITTED_TO_ORDER("The reservation belongs to a paid order; cancel the order to release it.", Kind.CONFLICT),
    QUANTITY_TOO_LARGE("An item can hold at most 2,000,000,000 units.", Kind.INVALID);

    private final String sentence;
    private final Kind kind;

    InventoryRefusal(String sentence, Kind kind) {
        this.sentence = sentence;
        this.kind = kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
