package io.packhouse.app.care;

import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "doctor",
        description = {
            "Look at everything the engine stands on, and say what to do.",
            "0: all is well. 1: something should be mended. 2: something must be.",
            ""
        })
final class DoctorCommand implements Callable<Integer> {

    @ParentCommand private CareMain main;
    @Mixin private Answering answering;

    @Override
    public Integer call() {
        var here = main.surroundings(answering.json);
        var found = new Doctor(here, Clock.systemUTC()).look();
        var worst =
                found.stream()
                        .map(Finding::level)
                        .max(Comparator.naturalOrder())
                        .orElse(Finding.Level.FINE);
        var code =
                switch (worst) {
                    case FINE, SKIPPED -> 0;
                    case WARNING -> 1;
                    case BROKEN -> 2;
                };
        if (answering.json) {
            here.out()
                    .println(
                            JsonMapper.shared()
                                    .writeValueAsString(Map.of("code", code, "findings", found)));
        } else {
            found.forEach(finding -> tell(here, finding));
        }
        return code;
    }

    private static void tell(Surroundings here, Finding finding) {
        here.out().printf("%s %-13s %s%n", finding.level().sign, finding.check(), finding.found());
        if (finding.advice() != null) {
            here.out().printf("  %-13s → %s%n", "", finding.advice());
        }
    }
}
