package io.packhouse.sandbox.door;

import com.sun.net.httpserver.HttpExchange;
import io.packhouse.sandbox.journal.Answer;
import io.packhouse.sandbox.ledger.Books;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.money.Payment;
import io.packhouse.sandbox.money.Refund;
import io.packhouse.sandbox.wire.Call;
import io.packhouse.sandbox.wire.Json;
import io.packhouse.sandbox.wire.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// What really happened to the money, for who has to judge the engine.
final class JudgeEndpoint {

    private final Ledger ledger;

    JudgeEndpoint(Ledger ledger) {
        this.ledger = ledger;
    }

    @Nullable Reply answer(Call call) {
        return switch (call.line()) {
            case "GET /sandbox/health" -> json(ledger.read(_ -> Json.object().put("status", "up")));
            case "GET /sandbox/totals" -> json(ledger.read(JudgeEndpoint::totals));
            case "GET /sandbox/payments" -> json(ledger.read(JudgeEndpoint::payments));
            default -> null;
        };
    }

    private static Reply json(ObjectNode node) {
        return Reply.of(new Answer(200, Json.text(node)));
    }

    void writeJournal(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
        try (var lines = ledger.lines()) {
            exchange.sendResponseHeaders(200, 0);
            lines.transferTo(exchange.getResponseBody());
        }
    }

    private static ObjectNode payments(Books books) {
        var answer = Json.object();
        var rows = answer.putArray("payments");
        books.allPayments().forEach(payment -> rows.add(row(payment)));
        return answer;
    }

    private static ObjectNode row(Payment payment) {
        var row = Json.object().put("id", payment.id()).put("session", payment.terms().session());
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

    private static ObjectNode totals(Books books) {
        var currencies = new TreeMap<String, Sums>();
        books.allPayments()
                .forEach(
                        p ->
                                count(
                                        p,
                                        currencies.computeIfAbsent(
                                                p.terms().currency(), _ -> new Sums())));
        books.allRefunds()
                .filter(refund -> refund.status() != Refund.Status.FAILED)
                .forEach(
                        r ->
                                currencies
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
