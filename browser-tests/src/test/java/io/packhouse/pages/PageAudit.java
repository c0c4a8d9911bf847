package io.packhouse.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What every page must fulfil in every state: WCAG 2.2 AA by axe, no sideways scroll, targets that are large enough.
public final class PageAudit {

    static final String BEYOND = """
            [...document.querySelectorAll('body *')]
                .filter(e => !e.parentElement.closest('.scroll'))
                .filter(e => { const width = document.documentElement.clientWidth;
                    return e.getBoundingClientRect().right > width || e.scrollWidth > width; })
                .map(e => e.outerHTML.slice(0, 90))
            """;

    static final String SMALL_TARGETS = """
            [...document.querySelectorAll('a, button, input, select, summary')]
                .filter(e => e.offsetParent && !e.closest('.skip, p, td, li p, .prose'))
                .filter(e => !e.matches('[type=hidden], [type=radio], .skip, .card a, .lines a'))
                .filter(e => { const r = e.getBoundingClientRect(); return r.height < 24 || r.width < 24; })
                .map(e => e.outerHTML)
            """;

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    private static final int HEIGHT = 900;
    private static final int NARROW = 320;

    /// A folder for screenshots of every audited state, to look at.
    private static final @Nullable String PHOTOGRAPHS = System.getProperty("packhouse.photographs");

    private PageAudit() {}

    /// In light and dark, wide and narrow; the state is named in failures.
    public static void passes(Page page, String state) {
        assertThat(page.locator("h1")).isVisible();
        assertThat(violations(page)).as(state).isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(violations(page, ColorScheme.DARK)).as("%s in dark", state).isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        var size = page.viewportSize();
        page.setViewportSize(NARROW, HEIGHT);
        var width = (Integer) page.evaluate("document.documentElement.scrollWidth");
        assertThat(width).as("%s: %s", state, page.evaluate(BEYOND)).isLessThanOrEqualTo(NARROW);
        assertThat((List<?>) page.evaluate(SMALL_TARGETS)).as(state).isEmpty();
        if (PHOTOGRAPHS != null) {
            photograph(page, Path.of(PHOTOGRAPHS), state);
        }
        page.setViewportSize(size.width, size.height);
    }

    static List<String> violations(Page page) {
        return violations(new AxeBuilder(page).withTags(RULES));
    }

    /// The same page in dark differs in its colors only.
    static List<String> violations(Page page, ColorScheme colours) {
        return colours == ColorScheme.DARK
                ? violations(new AxeBuilder(page).withRules(List.of("color-contrast")))
                : violations(page);
    }

    private static List<String> violations(AxeBuilder axe) {
        return axe.analyze().getViolations().stream()
                .map(v -> v.getId() + ": " + v.getHelp() + " " + v.getNodes().getFirst())
                .toList();
    }

    private static void photograph(Page page, Path folder, String state) {
        for (var width : List.of(1280, 390)) {
            page.setViewportSize(width, HEIGHT);
            for (var colours : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
                var name = "%s-%s-%s.png".formatted(state, width, colours.name().toLowerCase(Locale.ROOT));
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(folder.resolve(name))
                        .setFullPage(true));
            }
        }
    }
}
