package io.packhouse.sandbox.stripe;

import io.packhouse.sandbox.journal.Answer;
import io.packhouse.sandbox.ledger.Books;
import io.packhouse.sandbox.ledger.Draft;
import io.packhouse.sandbox.wire.Call;
import io.packhouse.sandbox.wire.Json;
import io.packhouse.sandbox.wire.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One line of the API: what it is called, what it may carry, what it does.
public record Route(String method, List<String> path, Parameters parameters, Work work) {

    sealed interface Work {}

    /// Asks the books.
    interface Question {
        ObjectNode answer(Call call, Books books);
    }

    /// Changes them.
    interface Change {
        ObjectNode make(Call call, Draft draft);
    }

    /// Changes them, and may answer with a refusal all the same: a declined card leaves a trace.
    interface Attempt {
        Answer make(Call call, Draft draft);
    }

    record Reads(Question question) implements Work {}

    record Writes(Attempt attempt) implements Work {}

    static Route get(String path, Question question, String... names) {
        return new Route("GET", segments(path), Parameters.of(names), new Reads(question));
    }

    static Route post(String path, Change change, String... names) {
        return attempt(
                path, (call, draft) -> new Answer(200, Json.text(change.make(call, draft))), names);
    }

    static Route attempt(String path, Attempt attempt, String... names) {
        return new Route("POST", segments(path), Parameters.of(names), new Writes(attempt));
    }

    public static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    /// The ids in the path, or null when this is another path.
    @Nullable List<String> match(String askedMethod, List<String> asked) {
        if (!method.equals(askedMethod) || asked.size() != path.size()) return null;
        var ids = new ArrayList<String>();
        for (int i = 0; i < path.size(); i++) {
            if (path.get(i).equals("{}")) ids.add(asked.get(i));
            else if (!path.get(i).equals(asked.get(i))) return null;
        }
        return ids;
    }
}
