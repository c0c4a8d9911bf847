package io.packhouse.inventory.api;

import io.packhouse.shared.api.Refusal;

/// Why stock may be refused to the person asking.
public enum InventoryRefusal implements Refusal {
    BELOW_RESERVED("A count may not go below what is already promised.", Kind.CONFLICT),
    UNKNOWN_ITEM("No stock was ever received under that id.", Kind.NOT_FOUND),
    UNKNOWN_RESERVATION("Nothing was ever reserved under that id.", Kind.NOT_FOUND),
    INSUFFICIENT_STOCK(
            "Not everything asked for is in stock; nothing was reserved.", Kind.CONFLICT),
    RESERVATION_NOT_COMMITTED("Only what is committed can leave the house.", Kind.CONFLICT),
    COMMITTED_TO_ORDER(
            "An order has paid for it: call the order off, and its stock is released.",
            Kind.CONFLICT),
    QUANTITY_TOO_LARGE("More than two thousand million units do not fit one item.", Kind.INVALID);

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
