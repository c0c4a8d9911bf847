package io.packhouse.storefront.query;

import io.packhouse.engine.http.PublicEndpoint;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The strip on top of every page while something is under way. Pages ask for it again and again;
/// when it is done or has failed they are told so and stop asking.
@Controller
class BackgroundTaskEndpoint {

    private final PageLayout pageLayout;

    BackgroundTaskEndpoint(PageLayout pageLayout) {
        this.pageLayout = pageLayout;
    }

    @GetMapping(path = "/live/tasks", produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    String underway(Model model) {
        var work = pageLayout.underway();
        model.addAttribute("work", work);
        return "storefront/underway :: " + (work == null ? "done" : "underway");
    }
}
