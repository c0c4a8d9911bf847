package io.packhouse.app.problem;

import io.packhouse.engine.http.PublicEndpoint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.ModelAndView;

/// The documentation pages of the problem types.
@RestController
@RequestMapping("/problems")
class ProblemEndpoint {

    record Explained(String type, int status, String title, String hint, boolean retryable) {

        static Explained of(Problem problem) {
            return new Explained(
                    "/problems/" + problem.slug(),
                    problem.status(),
                    problem.title(),
                    problem.hint(),
                    problem.isRetryable());
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @PublicEndpoint
    List<Explained> all() {
        return Arrays.stream(Problem.values()).map(Explained::of).toList();
    }

    @GetMapping(path = "/{slug}", produces = MediaType.APPLICATION_JSON_VALUE)
    @PublicEndpoint
    Explained json(@PathVariable String slug) {
        return Explained.of(find(slug));
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    ModelAndView list() {
        return new ModelAndView("problems", Map.of("problems", all()));
    }

    @GetMapping(path = "/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    @PublicEndpoint
    ModelAndView page(@PathVariable String slug) {
        return new ModelAndView("explained", Map.of("explained", Explained.of(find(slug)), "slug", slug));
    }

    private static Problem find(String slug) {
        return Arrays.stream(Problem.values())
                .filter(problem -> problem.slug().equals(slug))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.NOT_FOUND,
                        "There is no problem of that name; there are "
                                + Arrays.stream(Problem.values())
                                        .map(Problem::slug)
                                        .collect(Collectors.joining(", "))));
    }
}
