package io.packhouse.sandbox.model;

public record CardFailure(String code, String declineCode, String message) {

    public static CardFailure declined() {
        return new CardFailure("card_declined", "generic_decline", "Your card was declined.");
    }

    public static CardFailure notAuthenticated() {
        return new CardFailure(
                "payment_intent_authentication_failure",
                "authentication_required",
                "The provided payment method has failed authentication.");
    }
}
