package io.packhouse.sandbox.wire;

import io.packhouse.sandbox.ledger.Notice;
import io.packhouse.sandbox.ledger.Reading;
import io.packhouse.sandbox.ledger.Slice;
import io.packhouse.sandbox.money.CardFailure;
import io.packhouse.sandbox.money.Charge;
import io.packhouse.sandbox.money.Dispute;
import io.packhouse.sandbox.money.Kept;
import io.packhouse.sandbox.money.Payment;
import io.packhouse.sandbox.money.Refund;
import io.packhouse.sandbox.money.Session;
import java.net.URI;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// What Stripe's objects look like. Which of their references are opened is the caller's wish.
public record Shapes(URI base, Reading reading, Set<String> expand) {

    /// The version stripe-java is made for; a test keeps them equal.
    public static final String API_VERSION = "2026-07-29.dahlia";

    private static final ObjectNode SESSION = Json.resource("session.json");
    private static final ObjectNode REFUND = Json.resource("refund.json");
    private static final ObjectNode DISPUTE = Json.resource("dispute.json");

    public Shapes(URI base, Reading reading, Collection<String> expand) {
        this(base, reading, withParents(expand));
    }

    /// Opening `payment_intent.latest_charge` opens `payment_intent` on the way.
    private static Set<String> withParents(Collection<String> expand) {
        var all = new HashSet<String>(expand);
        for (var path : expand) {
            for (var dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
                all.add(path.substring(0, dot));
            }
        }
        return all;
    }

    public ObjectNode of(Kept value) {
        return switch (value) {
            case Session session -> session(session, "");
            case Payment payment -> payment(payment, "");
            case Refund refund -> refund(refund, "");
            case Dispute dispute -> dispute(dispute);
        };
    }

    public <T> ObjectNode list(String url, Slice<T> slice, Function<T, ObjectNode> shape) {
        var list = Json.object().put("object", "list").put("url", url);
        list.put("has_more", slice.more());
        var data = list.putArray("data");
        slice.values().forEach(value -> data.add(shape.apply(value)));
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
        var node = PaymentShape.of(payment);
        var charge = payment.charge();
        var open = path + "latest_charge";
        if (charge != null && expand.contains(open)) {
            var shown = PaymentShape.charge(payment, charge);
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
                new Slice<>(newestFirst, false),
                refund -> refund(refund, path));
    }

    /// The error of a card that said no, with the payment it left behind.
    public ObjectNode declined(Payment payment, CardFailure failure) {
        var error = PaymentShape.error(failure, payment);
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

    public ObjectNode notice(Notice notice, boolean pending) {
        var node = Json.object().put("id", notice.id()).put("object", "event");
        node.put("api_version", API_VERSION).put("created", notice.created());
        node.put("livemode", false).put("pending_webhooks", pending ? 1 : 0);
        node.put("type", notice.type());
        node.putObject("request")
                .put("id", notice.origin().request())
                .put("idempotency_key", notice.origin().key());
        node.putObject("data").set("object", subject(notice));
        return node;
    }

    private ObjectNode subject(Notice notice) {
        if (notice.subject() instanceof Payment payment && notice.type().startsWith("charge.")) {
            var charge = payment.charge();
            if (charge != null) return PaymentShape.charge(payment, charge);
        }
        return of(notice.subject());
    }
}
