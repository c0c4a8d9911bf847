package io.packhouse.bench;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.springframework.core.env.StandardEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// `./packhouse bench`: each benchmark prints a table, beside a limit or an earlier run. A benchmark checks the answers
/// that it gets: a wrong one ends it with code 1.
@Command(
        name = "bench",
        description = "Measure an engine, beside the limit of its PostgreSQL or an earlier run.",
        subcommands = {
            PurchaseBench.class,
            ReadBench.class,
            SearchBench.class,
            ExportBench.class,
            HotSkuBench.class,
            LagBench.class,
            ReplayBench.class,
            StartBench.class,
            OverloadBench.class
        })
public final class BenchCli implements MaintenanceContext.Source {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print this.")
    @SuppressWarnings("UnusedVariable") // Picocli prints the help.
    private boolean help;

    static final String LOGGING = "logback.configurationFile";

    private final PrintStream out;
    private final PrintStream err;
    private final Progress.Form form;
    private volatile boolean isRunning = true;
    private volatile boolean isInterrupted;

    BenchCli(PrintStream out, PrintStream err, Progress.Form form) {
        this.out = out;
        this.err = err;
        this.form = form;
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // Independent of the machine's language.
        System.setProperty(LOGGING, "logback-maintenance.xml");
        // Only the calling script knows whether standard error is a terminal.
        var form = "1".equals(System.getProperty("bench.terminal")) ? Progress.Form.TERMINAL : Progress.Form.LINES;
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        var bench = new BenchCli(out, err, form);
        Runtime.getRuntime().addShutdownHook(new Thread(bench::interrupted));
        System.exit(bench.run(arguments));
    }

    int run(String... arguments) {
        var code = new CommandLine(this)
                .setCommandName("./packhouse bench")
                .setExecutionExceptionHandler((failure, _, _) -> failed(failure))
                .execute(arguments);
        isRunning = false;
        return code;
    }

    /// Ctrl-C: what fails from now on fails because the engine is being stopped.
    private void interrupted() {
        if (isRunning) {
            isInterrupted = true;
            err.println("Stopping …");
        }
    }

    @Override
    public MaintenanceContext context(boolean json) {
        return new MaintenanceContext(new StandardEnvironment(), out, err, form);
    }

    private int failed(Exception failure) {
        if (isInterrupted) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        switch (failure) {
            case MaintenanceException known -> err.println(known.getMessage());
            case IOException io when io.getClass() == IOException.class -> err.println(io.getMessage());
            default -> failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
