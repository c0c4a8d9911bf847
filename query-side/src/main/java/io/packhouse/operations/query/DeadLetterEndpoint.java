package io.packhouse.operations.query;

import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Keyed;
import io.packhouse.engine.door.Requires;
import io.packhouse.engine.operations.ActKind;
import io.packhouse.engine.operations.ProcessorWishes;
import io.packhouse.engine.reading.Cursors;
import io.packhouse.engine.reading.Listing;
import io.packhouse.engine.reading.Pages;
import io.packhouse.operations.api.OperationsRefusal;
import io.packhouse.operations.query.DeadLetterQueries.CauseView;
import io.packhouse.operations.query.DeadLetterQueries.DismissedView;
import io.packhouse.operations.query.DeadLetterQueries.LetterView;
import io.packhouse.shared.api.Refused;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Events that a projection could not take, each with those of its stream that wait behind it.
@RestController
@RequestMapping(DeadLetterEndpoint.PATH)
class DeadLetterEndpoint {

    static final String PATH = "/api/v1/operations/dead-letters";

    private static final String READ = "operations";
    private static final String ACT = "operations:write";

    private final DeadLetterQueries letters;
    private final ProcessorWishes wishes;
    private final Cursors cursors;
    private final ActDesk desk;

    /// Which sequences, and why: one, those of a cause, those of a group, or all.
    record Which(
            @Nullable String group,
            @Nullable String cause,
            @Nullable String sequence,
            @NotBlank @Size(max = 500) String reason) {}

    DeadLetterEndpoint(
            DeadLetterQueries letters, ProcessorWishes wishes, Cursors cursors, ActDesk desk) {
        this.letters = letters;
        this.wishes = wishes;
        this.cursors = cursors;
        this.desk = desk;
    }

    /// By group and cause.
    @GetMapping
    @Requires(READ)
    Listing<CauseView> causes(
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = filter(group, cause, null);
        return letters.causes(Pages.of(cursors, PATH, filter, limit, cursor), filter);
    }

    /// The letters themselves, those first that have waited longest.
    @GetMapping("/letters")
    @Requires(READ)
    Listing<LetterView> letters(
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String sequence,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = filter(group, cause, sequence);
        var pages = Pages.of(cursors, PATH + "/letters", filter, limit, cursor);
        return letters.letters(pages, filter);
    }

    /// What was given up, newest first, by whom and why.
    @GetMapping("/dismissed")
    @Requires(READ)
    Listing<DismissedView> dismissed(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return letters.dismissed(Pages.of(cursors, PATH + "/dismissed", Map.of(), limit, cursor));
    }

    /// Hands sequences over again now, each from its first letter on.
    @PostMapping("/retry")
    @Requires(ACT)
    @Keyed
    ResponseEntity<ActView> retry(@Valid @RequestBody Which body, Caller caller) {
        return act(ActKind.RETRY_LETTERS, body, Map.of(), caller);
    }

    /// Gives up the first letter of a sequence, or of every sequence of a cause; those behind it
    /// are handled next.
    @PostMapping("/dismiss")
    @Requires(ACT)
    @Keyed
    ResponseEntity<ActView> dismiss(@Valid @RequestBody Which body, Caller caller) {
        if (body.group() == null || (body.cause() == null) == (body.sequence() == null)) {
            throw new Refused(OperationsRefusal.WHICH_LETTERS);
        }
        var firsts = letters.firsts(filter(body.group(), body.cause(), body.sequence()));
        return act(ActKind.DISMISS_LETTERS, body, Map.of("letters", firsts), caller);
    }

    private ResponseEntity<ActView> act(
            ActKind kind, Which body, Map<String, List<String>> more, Caller caller) {
        var filter = filter(body.group(), body.cause(), body.sequence());
        var details = new HashMap<>(more);
        filter.forEach((name, value) -> details.put(name, List.of(value)));
        var subject = Objects.requireNonNullElse(body.group(), "all");
        // Under a key that is known the letters may be gone by now: they are what it was about.
        if (letters.firsts(filter).isEmpty() && !desk.isKnown(caller)) {
            throw new Refused(OperationsRefusal.NO_LETTERS, Map.copyOf(filter));
        }
        if (body.group() != null && wishes.isPaused(body.group())) {
            throw new Refused(
                    OperationsRefusal.PROCESSOR_PAUSED, Map.of("processor", body.group()));
        }
        return desk.ask(kind, subject, details, body.reason(), caller, Duration.ZERO);
    }

    private static Map<String, String> filter(
            @Nullable String group, @Nullable String cause, @Nullable String sequence) {
        var filter = new TreeMap<String, String>(); // In a fixed order, for cursors.
        if (group != null) {
            filter.put("group", group);
        }
        if (cause != null) {
            filter.put("cause", cause);
        }
        if (sequence != null) {
            filter.put("sequence", sequence);
        }
        return filter;
    }
}
