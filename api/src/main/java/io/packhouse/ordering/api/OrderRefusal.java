package io.packhouse.ordering.api;

import io.packhouse.shared.api.Refusal;

/// Why an order may be refused to the person asking.
public enum OrderRefusal implements Refusal {
    UNKNOWN_ORDER("There is no order under that id.", Kind.NOT_FOUND),
    OUT_OF_STOCK("Not everything asked for is in stock.", Kind.CONFLICT),
    ORDER_STATUS_CONFLICT("The order is not in a state that allows this.", Kind.CONFLICT),
    BALANCE_DUE("The balance must be paid before the order ships.", Kind.CONFLICT),
    MONEY_RETURNED(
            "Everything paid for this order went back to the buyer: it can only be cancelled.",
            Kind.CONFLICT),
    DISPUTED(
            "The buyer's bank disputes the payment: the order ships when it has decided for the"
                    + " shop.",
            Kind.CONFLICT),
    NOTHING_DUE("Nothing is due on this order.", Kind.CONFLICT),
    DUPLICATE_LINE("A pack may stand on one line only.", Kind.INVALID),
    NO_SHIPMENT("An order ships with a carrier and a tracking number.", Kind.INVALID),
    DESTINATION_NOT_SERVED("The shop does not deliver to that country.", Kind.INVALID),
    QUANTITY_TOO_LARGE(
            "The order takes more units of one thing than one order can hold.", Kind.INVALID),
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
