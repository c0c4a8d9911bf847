package io.packhouse.app.maintenance.doctor;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.OutputOptions;
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
            "Check the engine's environment and report what to do.",
            "0: no problems. 1: something should be fixed. 2: something must be fixed.",
            ""
        })
public final class DoctorCommand implements Callable<Integer> {

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private OutputOptions outputOptions;

    @Override
    public Integer call() {
        var here = main.context(outputOptions.json);
        var found = new Doctor(here, Clock.systemUTC()).run();
        var worst = found.stream()
                .map(CheckResult::level)
                .max(Comparator.naturalOrder())
                .orElse(CheckResult.Level.FINE);
        var code = switch (worst) {
            case FINE, SKIPPED -> 0;
            case WARNING -> 1;
            case BROKEN -> 2;
        };
        if (outputOptions.json) {
            here.out().println(JsonMapper.shared().writeValueAsString(Map.of("code", code, "findings", found)));
        } else {
            found.forEach(checkResult -> report(here, checkResult));
        }
        return code;
    }

    private static void report(MaintenanceContext here, CheckResult checkResult) {
        here.out().printf("%s %-13s %s%n", checkResult.level().sign, checkResult.check(), checkResult.found());
        if (checkResult.advice() != null) {
            here.out().printf("  %-13s → %s%n", "", checkResult.advice());
        }
    }
}
