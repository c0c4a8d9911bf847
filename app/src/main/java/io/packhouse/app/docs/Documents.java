package io.packhouse.app.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/// All documents, rendered to HTML once.
@Component
class Documents {

    private static final List<TablesExtension> TABLES = List.of((TablesExtension) TablesExtension.create());

    private final Map<String, Document> byName = new TreeMap<>();

    /// `name` is the path below `docs` without the extension.
    record Document(String name, String title, String html) {

        public boolean isDecision() {
            return name.startsWith("adr/");
        }
    }

    Documents() {
        try {
            var all = new PathMatchingResourcePatternResolver();
            for (var file : all.getResources("classpath:docs/**/*.md")) {
                var document = read(file);
                byName.put(document.name(), document);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<Document> find(String name) {
        return Optional.ofNullable(byName.get(name.replaceAll("\\.md$", "")));
    }

    public List<Document> pages() {
        return byName.values().stream()
                .filter(document -> !document.isDecision())
                .toList();
    }

    public List<Document> decisions() {
        return byName.values().stream().filter(Document::isDecision).toList();
    }

    private static Document read(Resource file) throws IOException {
        var url = file.getURL().toString();
        var name = url.substring(url.lastIndexOf("docs/") + "docs/".length(), url.length() - 3);
        var text = file.getContentAsString(StandardCharsets.UTF_8);
        var title = text.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst()
                .orElse(name);
        var parsed = Parser.builder().extensions(TABLES).build().parse(text);
        // A List<Image> in the text is not an HTML tag.
        var html = HtmlRenderer.builder()
                .extensions(TABLES)
                .sanitizeUrls(true)
                .escapeHtml(true)
                .build();
        // A wide table scrolls separately and must be reachable by keyboard.
        var page = html.render(parsed)
                .replace("<table>", "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Table\"><table>")
                .replace("</table>", "</table></div>")
                .replace("<pre>", "<pre tabindex=\"0\">");
        return new Document(name, title, page);
    }
}
