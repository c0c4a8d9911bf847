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
            "The demo could not be filled; why is in the engine's log. Stop it and start it again:"
                    + " it goes on where it was.";
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK).withZone(ZoneOffset.UTC);

    @Bean
    DemoProgress demoProgress() {
        return new DemoProgress();
    }

    /// For the pages: why they show another day, and how long.
    @Bean
    BackgroundTaskProgress demoUnderway(DemoProgress progress, DemoClock clock) {
        return () -> progress.isGoingOn() ? stand(progress.report(), clock) : null;
    }

    private static BackgroundTaskProgress.TaskProgress stand(
            DemoProgress.Report report, DemoClock clock) {
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
                ? "It lives through its past, where it is %s; orders of yours would lapse at once."
                        .formatted(DAY.format(there))
                : "In its shop it is today.";
    }
}
