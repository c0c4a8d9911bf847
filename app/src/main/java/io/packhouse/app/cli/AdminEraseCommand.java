package io.packhouse.app.cli;

import io.packhouse.app.maintenance.MaintenanceException;
import io.packhouse.identity.api.Role;
import io.packhouse.shared.api.PersonId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "erase",
        description = {
            "Erase a person for ever in the running engine: personal values become unreadable everywhere, in backups",
            "too; orders and totals stay. Asks for confirmation.",
            "",
            "  ./packhouse admin erase --email ada@example.com",
            "  ./packhouse admin erase --person per_01jd… --yes",
            ""
        })
final class AdminEraseCommand implements Callable<Integer> {

    private static final String USERS = "/api/v1/users";

    @ParentCommand
    private AdminCommand admin;

    @ArgGroup(multiplicity = "1")
    private Which which;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean confirmed;

    @Option(names = "--url", paramLabel = "<address>", description = EngineCommand.ADDRESS)
    private @Nullable String url;

    static final class Which {

        @Option(
                names = "--email",
                required = true,
                paramLabel = "<address>",
                description = "Of the person's account; no guest.")
        private @Nullable String email;

        @Option(names = "--person", required = true, paramLabel = "<id>", description = "With or without an account.")
        private @Nullable String person;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var context = admin.context();
        var base = url == null ? EngineCommand.address(context.settings()) : url;
        try (var http = HttpClient.newHttpClient()) {
            var engine = new OperationsClient(http, base, OwnerToken.mint(context, Role.ADMIN, AdminCommand.VALID));
            var person = person(engine);
            requireConfirmation(person);
            engine.create(USERS + "/" + person + "/erase", "");
            context.out().println(person + " is erased.");
        }
        return CommandLine.ExitCode.OK;
    }

    private PersonId person(OperationsClient engine) throws IOException, InterruptedException {
        if (which.email != null) {
            var found = engine.read(USERS + "?email=" + OperationsClient.encoded(which.email))
                    .path("items");
            if (found.isEmpty()) {
                throw new MaintenanceException("No account has this address; nothing was done.");
            }
            return new PersonId(found.path(0).path("id").asString());
        }
        try {
            return new PersonId(String.valueOf(which.person));
        } catch (IllegalArgumentException e) {
            throw new MaintenanceException("That is not the id of a person: " + e.getMessage());
        }
    }

    private void requireConfirmation(PersonId person) {
        if (confirmed) {
            return;
        }
        var console = System.console();
        if (!AdminCommand.isTerminal(console)) {
            throw new MaintenanceException("There is no terminal to ask for confirmation: use --yes.");
        }
        if (!"yes".equals(console.readLine("Erase %s for ever? Type yes: ", person))) {
            throw new MaintenanceException("Not confirmed; nothing was done.");
        }
    }
}
