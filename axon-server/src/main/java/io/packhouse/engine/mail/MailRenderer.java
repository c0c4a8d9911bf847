package io.packhouse.engine.mail;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// Renders `templates/mail/<template>.txt`, whose first line is the subject, and `.html`.
///
/// A value whose name ends in `List` has an item in each line; any other has one line. A `link` is a path of this
/// shop, and absolute in the e-mail.
public final class MailRenderer {

    private static final String SUBJECT = "Subject: ";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private static final Pattern BLANK_LINES = Pattern.compile("\n\\s*\n\\s*\n");

    private final SpringTemplateEngine engine = new SpringTemplateEngine();
    private final String publicUrl;
    private final String shop;

    /// A finished e-mail, without its receiver.
    public record RenderedMail(String subject, String text, String html) {}

    public MailRenderer(String publicUrl, MailSettings settings) {
        this.publicUrl = publicUrl.replaceAll("/+$", "");
        shop = settings.shop();
        engine.setTemplateResolvers(
                Set.of(resolver("*.txt", TemplateMode.TEXT, 1), resolver("*.html", TemplateMode.HTML, 2)));
    }

    public RenderedMail render(String template, Map<String, String> values) {
        if (!NAME.matcher(template).matches()) {
            throw new IllegalArgumentException("not the name of a template: " + template);
        }
        var context = new Context(Locale.UK, variables(values));
        var text = engine.process(template + ".txt", context);
        var end = text.indexOf('\n');
        if (!text.startsWith(SUBJECT) || end < 0) {
            throw new IllegalStateException("The first line of the template is not a subject: " + template);
        }
        var subject = oneLine(text.substring(SUBJECT.length(), end));
        context.setVariable("subject", subject);
        var body = BLANK_LINES.matcher(text.substring(end)).replaceAll("\n\n").strip() + "\n";
        return new RenderedMail(subject, body, engine.process(template + ".html", context));
    }

    private Map<String, Object> variables(Map<String, String> values) {
        var variables = new HashMap<String, Object>(Map.of("shop", shop, "shopLink", publicUrl));
        values.forEach((name, value) -> variables.put(name, variable(name, value)));
        return variables;
    }

    private Object variable(String name, String value) {
        if (name.endsWith("List")) {
            return value.lines().map(MailRenderer::oneLine).toList();
        }
        return name.equals("link") ? absolute(oneLine(value)) : oneLine(value);
    }

    /// Only addresses of this shop, so that no value can lead to another site.
    private String absolute(String link) {
        if (link.startsWith("/") && !link.startsWith("//")) {
            return publicUrl + link;
        }
        if (!link.equals(publicUrl) && !link.startsWith(publicUrl + "/")) {
            throw new IllegalArgumentException("A link in an e-mail must lead to this shop.");
        }
        return link;
    }

    private static String oneLine(String text) {
        return CONTROL.matcher(text).replaceAll(" ").strip();
    }

    private static ClassLoaderTemplateResolver resolver(String pattern, TemplateMode mode, int order) {
        var resolver = new ClassLoaderTemplateResolver(MailRenderer.class.getClassLoader());
        resolver.setPrefix("templates/mail/");
        resolver.setResolvablePatterns(Set.of(pattern));
        resolver.setTemplateMode(mode);
        resolver.setCharacterEncoding("UTF-8");
        resolver.setOrder(order);
        return resolver;
    }
}
