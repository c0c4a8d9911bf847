package io.packhouse.sandbox.door;

import io.packhouse.sandbox.checkout.Checkout;
import io.packhouse.sandbox.journal.Answer;
import io.packhouse.sandbox.journal.Origin;
import io.packhouse.sandbox.ledger.Draft;
import io.packhouse.sandbox.ledger.Ledger;
import io.packhouse.sandbox.money.Payment;
import io.packhouse.sandbox.money.Session;
import io.packhouse.sandbox.money.TestCard;
import io.packhouse.sandbox.stripe.Route;
import io.packhouse.sandbox.stripe.StripeDoor;
import io.packhouse.sandbox.wire.Call;
import io.packhouse.sandbox.wire.Reply;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Where a buyer pays: a page without scripts, and the two forms on it.
final class PayEndpoint {

    private record Visit(Session session, @Nullable Payment payment) {}

    private final Ledger ledger;

    PayEndpoint(Ledger ledger) {
        this.ledger = ledger;
    }

    Reply answer(Call call) {
        var segments = Route.segments(call.path());
        var at = call.with(List.of(segments.get(1)));
        boolean step = segments.size() == 3 && segments.get(2).equals("confirm");
        if (segments.size() > 2 && !step) throw StripeDoor.unknown(call);
        return switch (call.method()) {
            case "GET", "HEAD" -> page(visit(at.id()), step, null);
            case "POST" -> step ? answerStep(at) : pay(at);
            default -> throw StripeDoor.unknown(call);
        };
    }

    private Visit visit(String id) {
        return ledger.read(
                books -> {
                    var session = books.session(id);
                    var payment = session.payment();
                    return new Visit(session, payment == null ? null : books.payment(payment));
                });
    }

    private Reply pay(Call call) {
        var number = call.form().text("card");
        var card = number == null ? null : TestCard.numbered(number).orElse(null);
        if (card == null) {
            return page(visit(call.id()), false, "Please choose one of the test cards.");
        }
        return change(call, (draft, session) -> Checkout.pay(draft, session, card));
    }

    private Reply answerStep(Call call) {
        var outcome = call.form().text("outcome");
        if (!"succeed".equals(outcome) && !"fail".equals(outcome)) {
            return page(visit(call.id()), true, "Please approve or refuse the payment.");
        }
        boolean granted = "succeed".equals(outcome);
        return change(call, (draft, session) -> Checkout.answerStep(draft, session, granted));
    }

    private Reply change(Call call, BiFunction<Draft, Session, Session> work) {
        ledger.write(
                new Origin(call.requestId(), null, null),
                draft -> new Answer(200, work.apply(draft, draft.session(call.id())).id()));
        var after = visit(call.id());
        return switch (after.session().status()) {
            case COMPLETE -> Reply.seeOther(PayPage.successUrl(after.session()));
            case EXPIRED -> page(after, false, null);
            case OPEN -> stillOpen(after);
        };
    }

    private static Reply stillOpen(Visit visit) {
        var payment = visit.payment();
        if (payment != null && payment.status() == Payment.Status.REQUIRES_ACTION) {
            return Reply.seeOther("/pay/" + visit.session().id() + "/confirm");
        }
        var failure = payment == null ? null : payment.lastError();
        return page(visit, false, failure == null ? null : failure.message());
    }

    private static Reply page(Visit visit, boolean step, @Nullable String problem) {
        var session = visit.session();
        var payment = visit.payment();
        boolean asking = payment != null && payment.status() == Payment.Status.REQUIRES_ACTION;
        int status = problem == null ? 200 : 402;
        return switch (session.status()) {
            case EXPIRED -> Reply.html(410, PayPage.expired(session));
            case COMPLETE -> Reply.html(200, PayPage.complete(session));
            case OPEN ->
                    Reply.html(
                            status,
                            step && asking
                                    ? PayPage.step(session, problem)
                                    : PayPage.cards(session, problem));
        };
    }
}
