package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.journal.StoredResponse;
import io.packhouse.sandbox.json.Json;
import io.packhouse.sandbox.json.Parameters;
import io.packhouse.sandbox.json.Request;
import io.packhouse.sandbox.ledger.LedgerState;
import io.packhouse.sandbox.ledger.LedgerTransaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// A route of the API: its path, its parameters and its handler.
public record Route(String method, List<String> path, Parameters parameters, Work work) {

    sealed interface Work {}

    /// A route that reads.
    interface ReadRoute {
        ObjectNode answer(Request request, LedgerState ledgerState);
    }

    /// A route that writes.
    interface WriteRoute {
        ObjectNode make(Request request, LedgerTransaction ledgerTransaction);
    }

    /// A route that writes even if it returns an error: a declined card leaves a failed charge.
    interface RawRoute {
        StoredResponse make(Request request, LedgerTransaction ledgerTransaction);
    }

    record Reads(ReadRoute question) implements Work {}

    record Writes(RawRoute attempt) implements Work {}

    static Route get(String path, ReadRoute question, String... names) {
        return new Route("GET", segments(path), Parameters.of(names), new Reads(question));
    }

    static Route post(String path, WriteRoute writeRoute, String... names) {
        return attempt(
                path,
                (request, ledgerTransaction) ->
                        new StoredResponse(200, Json.text(writeRoute.make(request, ledgerTransaction))),
                names);
    }

    static Route attempt(String path, RawRoute attempt, String... names) {
        return new Route("POST", segments(path), Parameters.of(names), new Writes(attempt));
    }

    public static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /// The ids in the path, or null when the path does not match.
    @Nullable
    List<String> match(String askedMethod, List<String> asked) {
        if (!method.equals(askedMethod) || asked.size() != path.size()) return null;
        var ids = new ArrayList<String>();
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).equals("{}")) ids.add(asked.get(i));
            else if (!path.get(i).equals(asked.get(i))) return null;
        }
        return ids;
    }
}
