package io.packhouse.storefront.query;

import io.packhouse.engine.door.Open;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/// The strip on top of every page while something is under way. Pages ask for it again and again;
/// when it is done they get nothing in its place and stop asking.
@Controller
class UnderwayEndpoint {

    private final Frame frame;

    UnderwayEndpoint(Frame frame) {
        this.frame = frame;
    }

    /// The first page is made anew then, as its date and its chart were those of the work.
    @GetMapping(path = "/live/underway", produces = MediaType.TEXT_HTML_VALUE)
    @Open
    String underway(
            @RequestHeader(name = "HX-Current-URL", required = false) @Nullable String page,
            HttpServletResponse response) {
        if (frame.underway() == null && page != null && isFirst(page)) {
            response.setHeader("HX-Refresh", "true");
        }
        return "storefront/underway :: underway";
    }

    private static boolean isFirst(String page) {
        try {
            return "/".equals(URI.create(page).getPath());
        } catch (IllegalArgumentException e) {
            return false; // No browser sends such an address.
        }
    }
}
