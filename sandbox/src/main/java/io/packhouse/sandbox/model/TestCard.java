package io.packhouse.sandbox.model;

import java.util.Arrays;
import java.util.Optional;

/// The test cards of the sandbox. Each always behaves the same way.
public enum TestCard {
    SUCCEEDS("4242424242424242", "pm_card_visa", "Succeeds"),
    DECLINED("4000000000000002", "pm_card_visa_chargeDeclined", "Is declined"),
    ASKS("4000002500003155", "pm_card_authenticationRequired", "Asks for a second step"),
    SLOW("4000000000000119", "pm_card_slow", "Answers late"),
    REFUNDS_LATE("4000000000007726", "pm_card_pendingRefund", "Succeeds; a refund takes a while"),
    REFUND_FAILS("4000000000005126", "pm_card_refundFail", "Succeeds; a refund fails later");

    private final String number;
    private final String method;
    private final String label;

    TestCard(String number, String method, String label) {
        this.number = number;
        this.method = method;
        this.label = label;
    }

    public String number() {
        return number;
    }

    public String method() {
        return method;
    }

    public String label() {
        return label;
    }

    public String lastFour() {
        return number.substring(number.length() - 4);
    }

    public boolean refundsAtOnce() {
        return this != REFUNDS_LATE && this != REFUND_FAILS;
    }

    public static Optional<TestCard> numbered(String text) {
        var digits = text.replaceAll("[ -]", "");
        return Arrays.stream(values())
                .filter(card -> card.number.equals(digits))
                .findFirst();
    }

    public static Optional<TestCard> ofMethod(String method) {
        return Arrays.stream(values())
                .filter(card -> card.method.equals(method))
                .findFirst();
    }
}
