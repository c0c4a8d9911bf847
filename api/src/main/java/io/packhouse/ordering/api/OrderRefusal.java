package io.packhouse.ordering.api;

import io.packhouse.shared.api.Refusal;

/// Reasons to reject a request about orders.
public enum OrderRefusal implements Refusal {
    UNKNOWN_ORDER("There is no order with that id.", Kind.NOT_FOUND),
    OUT_OF_STOCK("Not all requested units are in stock.", Kind.CONFLICT),
    ORDER_STATUS_CONFLICT("The order's status does not allow this.", Kind.CONFLICT),
    BALANCE_DUE("The balance must be paid before the order ships.", Kind.CONFLICT),
    MONEY_RETURNED("The order was refunded in full; it can only be cancelled.", Kind.CONFLICT),
    DISPUTED(
            "The buyer's bank disputes the payment; the order can ship once the bank has decided for the shop.",
            Kind.CONFLICT),
    NOTHING_DUE("Nothing is due on this order.", Kind.CONFLICT),
    DUPLICATE_LINE("A pack may appear on one line only.", Kind.INVALID),
    NO_SHIPMENT("A shipment needs a carrier and a tracking number.", Kind.INVALID),
    DESTINATION_NOT_SERVED("The shop does not deliver to that country.", Kind.INVALID),
    QUANTITY_TOO_LARGE("The order needs more units of one SKU than one order may contain.", Kind.INVALID),
    TOTAL_TOO_LARGE("The order's total is too large to be charged.", Kind.INVALID);

    private final String sentence;
    private final Kind kind;

    OrderRefusal(String sentence, Kind kind) {
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
