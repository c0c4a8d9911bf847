package io.packhouse.app.demo;

import io.packhouse.engine.operations.Underway;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoConfiguration {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.UK).withZone(ZoneOffset.UTC);

    @Bean
    DemoProgress demoProgress() {
        return new DemoProgress();
    }

    /// For the pages: why they show another day, and how long.
    @Bean
    Underway demoUnderway(DemoProgress progress, DemoClock clock) {
        return () -> {
            var report = progress.report();
            return report.done() ? null : stand(report, clock);
        };
    }

    private static Underway.Stand stand(DemoProgress.Report report, DemoClock clock) {
        var failure = report.failure();
        return new Underway.Stand(
                "The demo is being filled",
                clock.isMovable()
                        ? "It lives through its past: there it is " + DAY.format(clock.now()) + "."
                        : "Its goods are put on the shelf.",
                report.percent(),
                report.perSecond(),
                report.secondsLeft(),
                failure == null ? null : "The demo could not be filled: " + failure);
    }
}
