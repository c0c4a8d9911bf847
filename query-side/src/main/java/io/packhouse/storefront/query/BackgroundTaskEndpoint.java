package io.packhouse.storefront.query;

import io.packhouse.engine.http.PublicEndpoint;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The progress banner on every page while a background task runs. Pages poll it; when the task is
/// done or has failed, the fragment stops the polling.
@Controller
class BackgroundTaskEndpoint {

    private final PageLayout pageLayout;

    BackgroundTaskEndpoint(PageLayout pageLayout) {
        this.pageLayout = pageLayout;
    }

    @GetMapping(path = "/live/tasks", produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    String backgroundTask(Model model) {
        var work = pageLayout.backgroundTask();
        model.addAttribute("work", work);
        return "storefront/background-task :: " + (work == null ? "done" : "task");
    }
}
