package io.packhouse.app.cli;

import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.identity.api.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "token",
        description = {
            "Print an access token: of an account of the demo, or for a role, signed with the key of the data folder.",
            "",
            "  ./packhouse token customer",
            "  ./packhouse token --role ADMIN --expires PT1H",
            ""
        })
final class TokenCommand implements Callable<Integer> {

    private static final Duration LONGEST = Duration.ofDays(30);

    @ParentCommand
    private MaintenanceContext.Source main;

    @Parameters(arity = "0..1", paramLabel = "<account>", description = "An account of the demo.")
    private @Nullable String account;

    @Option(names = "--role", paramLabel = "<role>", description = "Its scopes: ${COMPLETION-CANDIDATES}")
    private @Nullable Role role;

    @Option(
            names = "--expires",
            paramLabel = "<duration>",
            defaultValue = "PT1H",
            description = "Validity, such as PT1H; at most P30D. Default: PT1H")
    private Duration expires;

    @Override
    public Integer call() throws IOException {
        var context = main.context(false);
        if (role == null) {
            context.out().println(ofDemo(context));
            return CommandLine.ExitCode.OK;
        }
        if (expires.compareTo(Duration.ZERO) <= 0 || expires.compareTo(LONGEST) > 0) {
            throw new MaintenanceException("A token is valid for more than nothing and at most P30D.");
        }
        context.out().println(OwnerToken.mint(context, role, expires));
        return CommandLine.ExitCode.OK;
    }

    private String ofDemo(MaintenanceContext context) throws IOException {
        if (account == null || !account.matches("[A-Za-z0-9@._-]+")) {
            throw new MaintenanceException("Name a role, or an account of the demo: ./packhouse token --role ADMIN");
        }
        var file = context.data().resolve("tokens/" + account + ".jwt");
        if (!Files.isReadable(file)) {
            throw new MaintenanceException("There is no token of %s in %s: the demo writes the tokens when it starts."
                    .formatted(account, file.getParent()));
        }
        return Files.readString(file).strip();
    }
}
