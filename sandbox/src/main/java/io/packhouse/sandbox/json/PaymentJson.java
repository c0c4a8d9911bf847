package io.packhouse.sandbox.json;

import io.packhouse.sandbox.model.CardFailure;
import io.packhouse.sandbox.model.Charge;
import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.TestCard;
import tools.jackson.databind.node.ObjectNode;

final class PaymentJson {

    private static final ObjectNode PAYMENT = Json.resource("payment.json");
    private static final ObjectNode CHARGE = Json.resource("charge.json");

    private PaymentJson() {}

    static ObjectNode of(Payment payment) {
        var terms = payment.terms();
        var node = PAYMENT.deepCopy();
        node.put("id", payment.id()).put("created", payment.created());
        node.put("amount", terms.amount()).put("currency", terms.currency());
        node.put("client_secret", payment.id() + "_secret_sandbox");
        node.put("capture_method", Json.word(terms.captureMethod()));
        node.put("status", Json.word(payment.status()));
        node.put("amount_received", payment.captured());
        node.set("metadata", Json.map(terms.metadata()));
        if (payment.status() == Payment.Status.REQUIRES_CAPTURE) {
            node.put("amount_capturable", terms.amount());
        }
        if (payment.card() != null) node.put("payment_method", payment.card().method());
        if (payment.charge() != null) node.put("latest_charge", payment.charge().id());
        exceptions(node, payment);
        return node;
    }

    private static void exceptions(ObjectNode node, Payment payment) {
        var failure = payment.lastError();
        if (failure != null) node.set("last_payment_error", error(failure, payment));
        var cancellation = payment.cancellation();
        if (cancellation != null) {
            node.put("canceled_at", cancellation.at());
            node.put("cancellation_reason", cancellation.reason());
        }
        if (payment.status() == Payment.Status.REQUIRES_ACTION) {
            node.putObject("next_action").put("type", "use_stripe_sdk").putObject("use_stripe_sdk");
        }
    }

    static ObjectNode error(CardFailure failure, Payment payment) {
        var error = Json.object().put("type", "card_error").put("code", failure.code());
        error.put("decline_code", failure.declineCode()).put("message", failure.message());
        if (payment.charge() != null) error.put("charge", payment.charge().id());
        return error;
    }

    static ObjectNode charge(Payment payment, Charge charge) {
        var terms = payment.terms();
        var node = CHARGE.deepCopy();
        node.put("id", charge.id()).put("created", charge.created());
        node.put("amount", terms.amount()).put("currency", terms.currency());
        node.put("amount_captured", charge.amountCaptured());
        // As Stripe counts: an authorized amount that was not captured counts as refunded.
        long released = charge.captured() ? terms.amount() - charge.amountCaptured() : 0;
        node.put("amount_refunded", charge.amountRefunded() + released);
        node.put("captured", charge.captured()).put("paid", !charge.failed());
        node.put("disputed", charge.disputed());
        node.put("refunded", charge.captured() && charge.amountRefunded() == charge.amountCaptured());
        node.put("status", charge.failed() ? "failed" : "succeeded");
        node.put("payment_intent", payment.id())
                .put("payment_method", charge.card().method());
        node.set("metadata", Json.map(terms.metadata()));
        node.set("payment_method_details", details(payment, charge.card()));
        node.set("outcome", outcome(charge));
        if (charge.failure() != null) {
            node.put("failure_code", charge.failure().code());
            node.put("failure_message", charge.failure().message());
        }
        return node;
    }

    private static ObjectNode outcome(Charge charge) {
        var outcome = Json.object();
        outcome.put("network_status", charge.failed() ? "declined_by_network" : "approved_by_network");
        outcome.put("risk_level", "normal");
        outcome.put("type", charge.failed() ? "issuer_declined" : "authorized");
        return outcome;
    }

    private static ObjectNode details(Payment payment, TestCard card) {
        var details = Json.object().put("type", "card");
        var shown = details.putObject("card");
        shown.put("brand", "visa").put("country", "US").put("exp_month", 12).put("exp_year", 2034);
        shown.put("funding", "credit").put("last4", card.lastFour()).put("network", "visa");
        if (payment.isManual()) shown.put("capture_before", payment.authorizationExpiresAt());
        return details;
    }
}
