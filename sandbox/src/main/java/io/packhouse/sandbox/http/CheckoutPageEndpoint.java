package io.packhouse.sandbox.http;

import io.packhouse.sandbox.checkout.SessionOperations;
import io.packhouse.sandbox.journal.RequestOrigin;
import io.packhouse.sandbox.journal.StoredResponse;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.json.Response;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.ledger.LedgerTransaction;
import io.packhouse.sandbox.model.Payment;
import io.packhouse.sandbox.model.Session;
import io.packhouse.sandbox.model.TestCard;
import io.packhouse.sandbox.stripe.Route;
import io.packhouse.sandbox.stripe.StripeApi;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// The page where a buyer pays, without scripts, and its two forms.
final class CheckoutPageEndpoint {

    private record Visit(Session session, @Nullable Payment payment) {}

    private final Ledger ledger;

    CheckoutPageEndpoint(Ledger ledger) {
        this.ledger = ledger;
    }

    Response answer(Request request) {
        var segments = Route.segments(request.path());
        var at = request.with(List.of(segments.get(1)));
        boolean step = segments.size() == 3 && segments.get(2).equals("confirm");
        if (segments.size() > 2 && !step) throw StripeApi.unknown(request);
        return switch (request.method()) {
            case "GET", "HEAD" -> page(visit(at.id()), step, null);
            case "POST" -> step ? answerStep(at) : pay(at);
            default -> throw StripeApi.unknown(request);
        };
    }

    private Visit visit(String id) {
        return ledger.read(books -> {
            var session = books.session(id);
            var payment = session.payment();
            return new Visit(session, payment == null ? null : books.payment(payment));
        });
    }

    private Response pay(Request request) {
        var number = request.form().text("card");
        var card = number == null ? null : TestCard.numbered(number).orElse(null);
        if (card == null) {
            return page(visit(request.id()), false, "Please choose one of the test cards.");
        }
        return change(request, (draft, session) -> SessionOperations.pay(draft, session, card));
    }

    private Response answerStep(Request request) {
        var outcome = request.form().text("outcome");
        if (!"succeed".equals(outcome) && !"fail".equals(outcome)) {
            return page(visit(request.id()), true, "Please approve or refuse the payment.");
        }
        boolean granted = "succeed".equals(outcome);
        return change(request, (draft, session) -> SessionOperations.answerStep(draft, session, granted));
    }

    private Response change(Request request, BiFunction<LedgerTransaction, Session, Session> work) {
        ledger.write(
                new RequestOrigin(request.requestId(), null, null),
                draft -> new StoredResponse(
                        200, work.apply(draft, draft.session(request.id())).id()));
        var after = visit(request.id());
        return switch (after.session().status()) {
            case COMPLETE -> Response.seeOther(PayPage.successUrl(after.session()));
            case EXPIRED -> page(after, false, null);
            case OPEN -> stillOpen(after);
        };
    }

    private static Response stillOpen(Visit visit) {
        var payment = visit.payment();
        if (payment != null && payment.status() == Payment.Status.REQUIRES_ACTION) {
            return Response.seeOther("/pay/" + visit.session().id() + "/confirm");
        }
        var failure = payment == null ? null : payment.lastError();
        return page(visit, false, failure == null ? null : failure.message());
    }

    private static Response page(Visit visit, boolean step, @Nullable String problem) {
        var session = visit.session();
        var payment = visit.payment();
        boolean asking = payment != null && payment.status() == Payment.Status.REQUIRES_ACTION;
        int status = problem == null ? 200 : 402;
        return switch (session.status()) {
            case EXPIRED -> Response.html(410, PayPage.expired(session));
            case COMPLETE -> Response.html(200, PayPage.complete(session));
            case OPEN ->
                Response.html(
                        status, step && asking ? PayPage.step(session, problem) : PayPage.cards(session, problem));
        };
    }
}
