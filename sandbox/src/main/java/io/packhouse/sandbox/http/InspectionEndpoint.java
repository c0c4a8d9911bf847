package io.packhouse.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import io.packhouse.sandbox.journal.StoredResponse;
import io.packhouse.sandbox.json.Json;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.json.Response;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.ledger.LedgerState;
import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.Refund;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The actual movements of money, for tests that verify the engine.
final class InspectionEndpoint {

    private final Ledger ledger;

    InspectionEndpoint(Ledger ledger) {
        this.ledger = ledger;
    }

    @Nullable
    Response answer(Request request) {
        return switch (request.line()) {
            case "GET /sandbox/health" -> json(ledger.read(_ -> Json.object().put("status", "up")));
            case "GET /sandbox/totals" -> json(ledger.read(InspectionEndpoint::totals));
            case "GET /sandbox/payments" -> json(ledger.read(InspectionEndpoint::payments));
            default -> null;
        };
    }

    private static Response json(ObjectNode node) {
        return Response.of(new StoredResponse(200, Json.text(node)));
    }

    void writeJournal(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        try (var lines = ledger.lines()) {
            exchange.sendResponseHeaders(200, 0);
            lines.transferTo(exchange.getResponseBody());
        }
    }

    private static ObjectNode payments(LedgerState ledgerState) {
        var answer = Json.object();
        var rows = answer.putArray("payments");
        ledgerState.allPayments().forEach(payment -> rows.add(row(payment)));
        return answer;
    }

    private static ObjectNode row(Payment payment) {
        var row = Json.object()
                .put("id", payment.id())
                .put("session", payment.terms().session());
        row.put("created", payment.created()).put("currency", payment.terms().currency());
        row.put("amount", payment.terms().amount());
        row.put("authorized", payment.wasAuthorized() ? payment.terms().amount() : 0);
        row.put("captured", payment.captured()).put("refunded", payment.refunded());
        row.put("chargedBack", payment.lost());
        row.put("status", Json.word(payment.status()));
        row.set("metadata", Json.map(payment.terms().metadata()));
        return row;
    }

    private static final class Sums {

        private final Map<String, long[]> sums = new TreeMap<>();

        void add(String name, long amount) {
            var sum = sums.computeIfAbsent(name, _ -> new long[2]);
            sum[0] += amount;
            sum[1]++;
        }

        ObjectNode shape() {
            var node = Json.object();
            for (var name : new String[] {"authorized", "captured", "refunded", "voided"}) {
                var sum = sums.getOrDefault(name, new long[2]);
                node.putObject(name).put("amount", sum[0]).put("count", sum[1]);
            }
            return node;
        }
    }

    private static ObjectNode totals(LedgerState ledgerState) {
        var currencies = new TreeMap<String, Sums>();
        ledgerState
                .allPayments()
                .forEach(p -> count(p, currencies.computeIfAbsent(p.terms().currency(), _ -> new Sums())));
        ledgerState
                .allRefunds()
                .filter(refund -> refund.status() != Refund.Status.FAILED)
                .forEach(r -> currencies
                        .computeIfAbsent(r.currency(), _ -> new Sums())
                        .add("refunded", r.amount()));
        var answer = Json.object();
        currencies.forEach((currency, sums) -> answer.set(currency, sums.shape()));
        return answer;
    }

    private static void count(Payment payment, Sums sums) {
        if (!payment.wasAuthorized()) return;
        long amount = payment.terms().amount();
        sums.add("authorized", amount);
        if (payment.captured() > 0) sums.add("captured", payment.captured());
        if (payment.status() == Payment.Status.CANCELED) sums.add("voided", amount);
    }
}
