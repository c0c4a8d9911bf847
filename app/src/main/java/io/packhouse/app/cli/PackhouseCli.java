package io.packhouse.app.cli;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.app.maintenance.Progress;
import io.packhouse.app.maintenance.backup.BackupCommand;
import io.packhouse.app.maintenance.backup.ExportEventsCommand;
import io.packhouse.app.maintenance.backup.ImportEventsCommand;
import io.packhouse.app.maintenance.backup.RestoreCommand;
import io.packhouse.app.maintenance.doctor.DoctorCommand;
import io.packhouse.app.maintenance.store.MigrateCommand;
import io.packhouse.app.settings.SecretFiles;
import io.packhouse.engine.startup.StartupException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/// The commands of `./packhouse` that need Java. Settings come from the environment, as for an engine. Exit codes:
/// 0 success, 1 failure, 2 invalid usage; for `doctor` 1 means warnings and 2 means problems.
@Command(
        name = "packhouse",
        subcommands = {
            AdminCommand.class,
            TokenCommand.class,
            SeedCommand.class,
            SqlCommand.class,
            ProcessorsCommand.class,
            DeadLettersCommand.class,
            ParkedCommand.class,
            OperationsCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ExportEventsCommand.class,
            ImportEventsCommand.class,
            MigrateCommand.class,
            DoctorCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = PackhouseCli.JarVersion.class,
        scope = CommandLine.ScopeType.INHERIT)
public final class PackhouseCli implements MaintenanceContext.Source {

    private static final String LOGGING = "logback.configurationFile";

    /// Carried out by the script; here so that they are completed.
    private static final List<String> OF_THE_SCRIPT =
            List.of("demo", "run", "start", "stop", "status", "train", "test", "bench", "reset", "help");

    static final class JarVersion implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            var version = PackhouseCli.class.getPackage().getImplementationVersion();
            return new String[] {"Packhouse " + (version == null ? "from classes" : version)};
        }
    }

    private final Environment settings;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;

    public PackhouseCli(Environment settings, PrintStream out, PrintStream err, boolean terminal) {
        this.settings = settings;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // Independent of the machine's language.
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "logback-maintenance.xml");
        }
        // Only the calling script knows whether standard error is a terminal.
        var terminal = "1".equals(System.getenv("PACKHOUSE_TERMINAL"));
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var settings = new StandardEnvironment();
        try {
            SecretFiles.addTo(settings);
        } catch (StartupException refused) {
            explain(refused, err);
            System.exit(CommandLine.ExitCode.SOFTWARE);
        }
        System.exit(new PackhouseCli(settings, out, err, terminal).run(arguments));
    }

    public int run(String... arguments) {
        var line = new CommandLine(this).addSubcommand("completion", new AutoComplete.GenerateCompletion());
        OF_THE_SCRIPT.forEach(name -> line.addSubcommand(name, CommandSpec.create()));
        return line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler(this::failed)
                .execute(arguments);
    }

    @Override
    public MaintenanceContext context(boolean json) {
        var person = terminal ? Progress.Form.TERMINAL : Progress.Form.LINES;
        return new MaintenanceContext(settings, out, err, json ? Progress.Form.JSON : person);
    }

    private static void explain(StartupException refused, PrintStream err) {
        err.println(refused.getMessage());
        err.println(refused.advice());
    }

    private int failed(Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
        if (terminal) {
            err.print("\r\033[K");
        }
        switch (failure) {
            case StartupException refused -> explain(refused, err);
            case MaintenanceException refused -> err.println(refused.getMessage());
            case NoSuchFileException missing -> err.println("There is no file %s.".formatted(missing.getMessage()));
            case IOException io when io.getClass() == IOException.class -> err.println(io.getMessage());
            case IOException io -> err.println(io); // Its message may be only a path or a host.
            case SQLException sql -> err.println("PostgreSQL: " + sql.getMessage());
            default -> failure.printStackTrace(err);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
