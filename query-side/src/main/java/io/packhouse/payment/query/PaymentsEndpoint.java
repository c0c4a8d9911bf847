package io.packhouse.payment.query;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.payment.api.PaymentId;
import io.packhouse.payment.api.PaymentRefusal;
import io.packhouse.payment.api.PaymentStatus;
import io.packhouse.payment.api.PaymentView;
import io.packhouse.shared.api.CommandRejectedException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Payments, for the buyer of the order and for staff.
@RestController
@ReadsProjections({"projection-payments", "projection-orders"})
class PaymentsEndpoint {

    private static final String READ = "orders:read";
    private static final String READ_ALL = "orders:read-all";

    private static final String PATH = "/api/v1/payments";

    private final PaymentQueries payments;
    private final CursorCodec cursorCodec;

    record Payments(List<PaymentView> items) {}

    PaymentsEndpoint(PaymentQueries payments, CursorCodec cursorCodec) {
        this.payments = payments;
        this.cursorCodec = cursorCodec;
    }

    /// Payments of the newest orders first; `underReview` selects only those under review, or only
    /// the others.
    @GetMapping(PATH)
    @RequiresScope(READ)
    KeysetPage<PaymentView> list(
            @RequestParam(required = false) @Nullable Boolean underReview,
            @RequestParam(required = false) @Nullable PaymentStatus status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var filter = new TreeMap<String, String>();
        if (underReview != null) {
            filter.put("underReview", underReview.toString());
        }
        if (status != null) {
            filter.put("status", status.name());
        }
        var page = KeysetPageRequest.of(cursorCodec, PATH, filter, limit, cursor);
        return payments.list(page, underReview, status, reader(caller));
    }

    @GetMapping(PATH + "/{id}")
    @RequiresScope(READ)
    ResponseEntity<PaymentView> one(@PathVariable PaymentId id, Caller caller, WebRequest request) {
        var row = payments.one(id, reader(caller))
                .orElseThrow(() ->
                        new CommandRejectedException(PaymentRefusal.UNKNOWN_PAYMENT, Map.of("paymentId", id.value())));
        return ETags.own(request, String.valueOf(row.position()), row.view());
    }

    /// The payments of an order, one per installment; empty when none are visible.
    @GetMapping({"/api/v1/orders/{order}/payments", "/api/v1/payments/order/{order}"})
    @RequiresScope(READ)
    Payments ofOrder(@PathVariable String order, Caller caller) {
        return new Payments(payments.ofOrder(order, reader(caller)));
    }

    private static PaymentQueries.Reader reader(Caller caller) {
        return new PaymentQueries.Reader(caller.may(READ_ALL) ? null : caller.actor());
    }
}
