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
import org.springframework.web.util.HtmlUtils;

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

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    @Open
    String list() {
        var rows =
                Arrays.stream(Problem.values())
                        .map(ProblemEndpoint::row)
                        .collect(Collectors.joining("\n"));
        return page("Problems", "<table>" + rows + "</table>");
    }

    @GetMapping(path = "/{slug}", produces = MediaType.TEXT_HTML_VALUE)
    @Open
    String page(@PathVariable String slug) {
        var problem = find(slug);
        var repeated =
                problem.isRetryable()
                        ? "The same request may succeed later."
                        : "The same request will not succeed until something changes.";
        return page(
                problem.title(),
                """
                <p><code>%d %s</code></p><p>%s</p><p>%s</p>
                <p><a href="/problems">All problems</a></p>
                """
                        .formatted(
                                problem.status(),
                                problem.slug(),
                                HtmlUtils.htmlEscape(problem.hint()),
                                repeated));
    }

    private static String row(Problem problem) {
        return "<tr><td>%1$d<td><a href=\"/problems/%2$s\"><code>%2$s</code></a><td>%3$s"
                .formatted(problem.status(), problem.slug(), problem.title());
    }

    private static String page(String title, String content) {
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s · Packhouse</title>
        <style>:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;
        max-width:40rem;margin:3rem auto;padding:0 1rem}code{font-size:.95em}
        td{padding:.1rem .8rem .1rem 0}</style></head>
        <body><h1>%1$s</h1>%2$s</body></html>
        """
                .formatted(title, content);
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
