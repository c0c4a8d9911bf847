package io.packhouse.app.cli;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.identity.api.Role;
import java.io.Console;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "admin",
        description = "Administrators and persons of the shop.",
        subcommands = {AdminCommand.Create.class, AdminEraseCommand.class})
final class AdminCommand {

    static final Duration VALID = Duration.ofMinutes(5);

    @ParentCommand
    private MaintenanceContext.Source main;

    MaintenanceContext context() {
        return main.context(false);
    }

    @Command(
            name = "create",
            description = {
                "Make an administrator in the running engine, with the key of its data folder. Asks for the password.",
                "",
                "  ./packhouse admin create --email you@example.com",
                ""
            })
    static final class Create implements Callable<Integer> {

        @ParentCommand
        private AdminCommand admin;

        @Option(names = "--email", required = true, paramLabel = "<address>", description = "To sign in with.")
        private String email;

        @Option(
                names = "--name",
                paramLabel = "<name>",
                defaultValue = "Administrator",
                description = "Default: Administrator")
        private String name;

        @Option(
                names = "--password-file",
                paramLabel = "<file>",
                description = "A file with the password instead of the question.")
        private @Nullable Path passwordFile;

        @Option(names = "--url", paramLabel = "<address>", description = EngineCommand.ADDRESS)
        private @Nullable String url;

        @Override
        public Integer call() throws IOException, InterruptedException {
            var context = admin.context();
            var token = OwnerToken.mint(context, Role.ADMIN, VALID);
            var body = JsonMapper.shared()
                    .writeValueAsString(Map.of(
                            "email",
                            email,
                            "name",
                            name,
                            "role",
                            Role.ADMIN.name(),
                            "password",
                            password(passwordFile),
                            "emailVerified",
                            true));
            var base = url == null ? EngineCommand.address(context.settings()) : url;
            try (var http = HttpClient.newHttpClient()) {
                var created = new OperationsClient(http, base, token).create("/api/v1/users", body);
                var id = created.path("id").asString();
                context.out()
                        .println("The administrator %s can sign in at %s/sign-in (%s).".formatted(email, base, id));
            }
            return CommandLine.ExitCode.OK;
        }
    }

    /// There is none when standard input or output is a pipe, although its documentation states otherwise.
    static boolean isTerminal(@Nullable Console console) {
        return console != null && console.isTerminal();
    }

    private static String password(@Nullable Path file) throws IOException {
        if (file != null) {
            return Files.readString(file).stripTrailing();
        }
        var console = System.console();
        if (!isTerminal(console)) {
            throw new MaintenanceException("There is no terminal to ask for the password: use --password-file.");
        }
        var first = console.readPassword("Password for the new administrator: ");
        var second = console.readPassword("The same again: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw new MaintenanceException("The two passwords differ; nothing was done.");
        }
        return new String(first);
    }
}
