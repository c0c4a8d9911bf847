package io.packhouse.app.demo;

import io.packhouse.engine.operations.BackgroundTaskProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoConfiguration {

    private static final String FAILURE =
            "The demo could not be filled; see the engine's log. Stop it and start it again:"
                    + " it continues where it stopped.";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK).withZone(ZoneOffset.UTC);

    @Bean
    DemoProgress demoProgress() {
        return new DemoProgress();
    }

    /// The banner on the pages: why they show another date, and the progress.
    @Bean
    BackgroundTaskProgress demoFilling(DemoProgress progress, DemoClock clock) {
        return () -> progress.isActive() ? taskProgress(progress.report(), clock) : null;
    }

    private static BackgroundTaskProgress.TaskProgress taskProgress(DemoProgress.Report report, DemoClock clock) {
        return new BackgroundTaskProgress.TaskProgress(
                "The demo is being filled.",
                remark(clock),
                report.percent(),
                report.perSecond(),
                report.secondsLeft(),
                report.failure() == null ? null : FAILURE);
    }

    private static String remark(DemoClock clock) {
        var there = clock.now();
        return there.isBefore(Instant.now().minus(Duration.ofHours(1)))
                ? "Its past is being simulated, currently %s; your own orders would expire at once."
                        .formatted(DAY.format(there))
                : "Its clock shows the present.";
    }
}
