package io.packhouse.storefront.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.packhouse.engine.operations.BackgroundTaskProgress.TaskProgress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// The progress banner of every page in each of its states.
class BackgroundTaskBannerTest {

    @Test
    void showsTheProgressAndPolls() {
        assertThat(banner(progress(63, 50L, null)))
                .contains("Filling", "It is Monday.", "63\u00a0% · 48 steps/s · 50\u00a0s left")
                .contains("value=\"63\"", "hx-trigger=\"every 2s\"");
        assertThat(banner(progress(3, 91L, null))).contains("3\u00a0% · 48 steps/s · 2\u00a0min left");
    }

    @Test
    void showsNoTimeWithoutARate() {
        assertThat(banner(progress(0, null, null))).contains(">0\u00a0%<").doesNotContain("left");
    }

    @Test
    void showsTheFailureAndStopsPolling() {
        assertThat(banner(progress(63, 50L, "Look into the <log>.")))
                .contains("role=\"alert\"", "Look into the &lt;log&gt;.")
                .doesNotContain("hx-", "progress");
    }

    @Test
    void isAbsentWithoutATask() {
        assertThat(banner(null)).isBlank();
    }

    private static TaskProgress progress(int percent, @Nullable Long left, @Nullable String failure) {
        return new TaskProgress("Filling", "It is Monday.", percent, 47.6, left, failure);
    }

    private static String banner(@Nullable TaskProgress work) {
        var files = new ClassLoaderTemplateResolver();
        files.setPrefix("templates/");
        files.setSuffix(".html");
        var engine = new SpringTemplateEngine();
        engine.setTemplateResolver(files);
        var known = new HashMap<String, @Nullable Object>();
        known.put("work", work);
        known.put("wording", new DisplayFormatter());
        return engine.process("storefront/background-task", Set.of("task"), new Context(Locale.UK, known));
    }
}
