package io.packhouse.storefront.query.order;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.ordering.query.OrderList;
import io.packhouse.shared.api.PersonId;
import io.packhouse.storefront.query.ReadModelChangeNotifier;
import jakarta.servlet.http.HttpServletResponse;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// The page with a buyer's orders; with all orders for staff.
@Controller
@ReadsProjections("projection-orders")
class OrdersPageEndpoint {

    private final OrderList list;
    private final CursorCodec cursorCodec;
    private final ReadModelChangeNotifier readModelChangeNotifier;

    OrdersPageEndpoint(OrderList list, CursorCodec cursorCodec, ReadModelChangeNotifier readModelChangeNotifier) {
        this.list = list;
        this.cursorCodec = cursorCodec;
        this.readModelChangeNotifier = readModelChangeNotifier;
    }

    /// The newest first.
    @GetMapping(path = "/orders", produces = MediaType.TEXT_HTML_VALUE)
    @RequiresScope("orders:read")
    String page(
            @RequestParam(required = false) @Nullable PersonId buyer,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Model model,
            Caller caller,
            HttpServletResponse response) {
        readModelChangeNotifier.catchUp();
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        var isStaff = caller.may(OrderPageEndpoint.READ_ALL);
        var filter = new TreeMap<String, String>();
        if (!isStaff) {
            filter.put("buyer", caller.actor());
        } else if (buyer != null) {
            filter.put("buyer", buyer.value());
        }
        var asked = KeysetPageRequest.of(cursorCodec, "/orders", filter, limit, cursor);
        model.addAttribute("all", isStaff);
        model.addAttribute("orders", list.read(asked, filter.get("buyer"), null, OrderList.visible(null, isStaff)));
        return "storefront/orders";
    }
}
