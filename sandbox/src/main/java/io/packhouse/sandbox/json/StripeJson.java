package io.packhouse.sandbox.json;

import io.packhouse.sandbox.ledger.LedgerView;
import io.packhouse.sandbox.ledger.ListPage;
import io.packhouse.sandbox.ledger.StripeEvent;
import io.packhouse.sandbox.model.CardFailure;
import io.packhouse.sandbox.model.Charge;
import io.packhouse.sandbox.model.Dispute;
import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.Refund;
import io.packhouse.sandbox.model.Session;
import io.packhouse.sandbox.model.StoredObject;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// The JSON of Stripe's objects. The caller chooses which references are expanded.
public record StripeJson(URI base, LedgerView reading, Set<String> expand) {

    /// The version of stripe-java; a test keeps them equal.
    public static final String API_VERSION = "2026-07-29.dahlia";

    private static final ObjectNode SESSION = Json.resource("session.json");
    private static final ObjectNode REFUND = Json.resource("refund.json");
    private static final ObjectNode DISPUTE = Json.resource("dispute.json");

    public StripeJson(URI base, LedgerView reading, Collection<String> expand) {
        this(base, reading, withParents(expand));
    }

    /// Expanding `payment_intent.latest_charge` also expands `payment_intent`.
    private static Set<String> withParents(Collection<String> expand) {
        var all = new HashSet<String>(expand);
        for (var path : expand) {
            for (var dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
                all.add(path.substring(0, dot));
            }
        }
        return all;
    }

    public ObjectNode of(StoredObject value) {
        return switch (value) {
            case Session session -> session(session, "");
            case Payment payment -> payment(payment, "");
            case Refund refund -> refund(refund, "");
            case Dispute dispute -> dispute(dispute);
        };
    }

    public <T> ObjectNode list(String url, ListPage<T> listPage, Function<T, ObjectNode> shape) {
        var list = Json.object().put("object", "list").put("url", url);
        list.put("has_more", listPage.more());
        var data = list.putArray("data");
        listPage.values().forEach(value -> data.add(shape.apply(value)));
        return list;
    }

    public ObjectNode session(Session session, String path) {
        var terms = session.terms();
        var node = SESSION.deepCopy();
        node.put("id", session.id()).put("created", session.created());
        node.put("amount_subtotal", terms.amount()).put("amount_total", terms.amount());
        node.put("currency", terms.currency()).put("expires_at", terms.expiresAt());
        node.put("client_reference_id", terms.clientReferenceId());
        node.put("success_url", terms.successUrl()).put("cancel_url", terms.cancelUrl());
        node.set("metadata", Json.map(terms.metadata()));
        node.put("status", Json.word(session.status()));
        node.put("payment_status", session.paid() ? "paid" : "unpaid");
        if (session.isOpen()) node.put("url", base + "/pay/" + session.id());
        var payment = session.payment();
        var open = path + "payment_intent";
        if (payment != null && expand.contains(open)) {
            node.set("payment_intent", payment(reading.payment(payment), open + "."));
        } else {
            node.put("payment_intent", payment);
        }
        return node;
    }

    public ObjectNode payment(Payment payment, String path) {
        var node = PaymentJson.of(payment);
        var charge = payment.charge();
        var open = path + "latest_charge";
        if (charge != null && expand.contains(open)) {
            var shown = PaymentJson.charge(payment, charge);
            if (expand.contains(open + ".refunds")) {
                shown.set("refunds", refunds(payment, charge, open + ".refunds.data."));
            }
            node.set("latest_charge", shown);
        }
        return node;
    }

    private ObjectNode refunds(Payment payment, Charge charge, String path) {
        var newestFirst = reading.refundsOf(payment.id()).reversed();
        return list(
                "/v1/charges/" + charge.id() + "/refunds",
                new ListPage<>(newestFirst, false),
                refund -> refund(refund, path));
    }

    /// The error of a declined card, with its payment.
    public ObjectNode declined(Payment payment, CardFailure failure) {
        var error = PaymentJson.error(failure, payment);
        error.set("payment_intent", payment(payment, ""));
        var body = Json.object();
        body.set("error", error);
        return body;
    }

    public ObjectNode refund(Refund refund, String path) {
        var node = REFUND.deepCopy();
        node.put("id", refund.id()).put("created", refund.created());
        node.put("amount", refund.amount()).put("currency", refund.currency());
        node.put("charge", refund.charge()).put("reason", refund.reason());
        node.put("status", Json.word(refund.status()));
        node.set("metadata", Json.map(refund.metadata()));
        if (refund.status() == Refund.Status.FAILED) node.put("failure_reason", "unknown");
        var open = path + "payment_intent";
        if (expand.contains(open)) {
            node.set("payment_intent", payment(reading.payment(refund.payment()), open + "."));
        } else {
            node.put("payment_intent", refund.payment());
        }
        return node;
    }

    public ObjectNode dispute(Dispute dispute) {
        var node = DISPUTE.deepCopy();
        node.put("id", dispute.id()).put("created", dispute.created());
        node.put("amount", dispute.amount()).put("currency", dispute.currency());
        node.put("charge", dispute.charge()).put("payment_intent", dispute.payment());
        node.put("reason", dispute.reason()).put("status", Json.word(dispute.status()));
        return node;
    }

    public ObjectNode notice(StripeEvent stripeEvent, boolean pending) {
        var node = Json.object().put("id", stripeEvent.id()).put("object", "event");
        node.put("api_version", API_VERSION).put("created", stripeEvent.created());
        node.put("livemode", false).put("pending_webhooks", pending ? 1 : 0);
        node.put("type", stripeEvent.type());
        node.putObject("request")
                .put("id", stripeEvent.origin().request())
                .put("idempotency_key", stripeEvent.origin().key());
        node.putObject("data").set("object", subject(stripeEvent));
        return node;
    }

    private ObjectNode subject(StripeEvent stripeEvent) {
        if (stripeEvent.subject() instanceof Payment payment
                && stripeEvent.type().startsWith("charge.")) {
            var charge = payment.charge();
            if (charge != null) return PaymentJson.charge(payment, charge);
        }
        return of(stripeEvent.subject());
    }
}
