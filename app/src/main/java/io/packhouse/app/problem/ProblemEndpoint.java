package io.packhouse.app.problem;

import io.packhouse.engine.door.Open;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// The pages that problem types point at, served by the engine itself.
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
    @Open
    List<Explained> all() {
        return Arrays.stream(Problem.values()).map(Explained::of).toList();
    }

    @GetMapping(path = "/{slug}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Open
    Explained json(@PathVariable String slug) {
        return Explained.of(find(slug));
    }

    @GetMapping(path = "/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    @Open
    String page(@PathVariable String slug) {
        var problem = find(slug);
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s · Packhouse</title>
        <style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;
        max-width:40rem;margin:3rem auto;padding:0 1rem}code{font-size:.95em}</style></head>
        <body><p><code>%2$d %3$s</code></p><h1>%1$s</h1><p>%4$s</p>
        <p>%5$s</p><p><a href="/problems">All problems</a></p></body></html>
        """
                .formatted(
                        problem.title(),
                        problem.status(),
                        problem.slug(),
                        problem.hint(),
                        problem.isRetryable()
                                ? "The same request may succeed later."
                                : "The same request will not succeed until something changes.");
    }

    private static Problem find(String slug) {
        return Arrays.stream(Problem.values())
                .filter(problem -> problem.slug().equals(slug))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        Problem.NOT_FOUND,
                                        "There is no problem of that name; there are "
                                                + Arrays.stream(Problem.values())
                                                        .map(Problem::slug)
                                                        .collect(Collectors.joining(", "))));
    }
}
