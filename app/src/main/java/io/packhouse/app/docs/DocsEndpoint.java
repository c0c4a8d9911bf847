package io.packhouse.app.docs;

import io.packhouse.app.problem.Problem;
import io.packhouse.app.problem.ProblemException;
import io.packhouse.engine.http.PublicEndpoint;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/// Serves the pages of the folder `docs`.
@Controller
@RequestMapping(path = "/docs", produces = MediaType.TEXT_HTML_VALUE)
class DocsEndpoint {

    private final Documents documents;

    DocsEndpoint(Documents documents) {
        this.documents = documents;
    }

    @GetMapping
    @PublicEndpoint
    ModelAndView list() {
        return new ModelAndView("docs", Map.of("documents", documents));
    }

    @GetMapping("/{name}")
    @PublicEndpoint
    ModelAndView page(@PathVariable String name) {
        return show(name);
    }

    @GetMapping("/adr/{name}")
    @PublicEndpoint
    ModelAndView decision(@PathVariable String name) {
        return show("adr/" + name);
    }

    private ModelAndView show(String name) {
        var document = documents
                .find(name)
                .orElseThrow(() ->
                        new ProblemException(Problem.NOT_FOUND, "There is no page of that name in the documentation."));
        return new ModelAndView("document", Map.of("document", document));
    }
}
