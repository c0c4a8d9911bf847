package io.packhouse.storefront.query;

import io.packhouse.engine.door.Open;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The strip on top of every page while something is under way. Pages ask for it again and again;
/// when it is done or has failed they are told so and stop asking.
@Controller
class UnderwayEndpoint {

    private final Frame frame;

    UnderwayEndpoint(Frame frame) {
        this.frame = frame;
    }

    @GetMapping(path = "/live/underway", produces = MediaType.TEXT_HTML_VALUE)
    @Open
    String underway(Model model) {
        var work = frame.underway();
        model.addAttribute("work", work);
        return "storefront/underway :: " + (work == null ? "done" : "underway");
    }
}
