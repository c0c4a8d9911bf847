package io.packhouse.operations.query;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.operations.OperationType;
import io.packhouse.engine.processor.DesiredProcessorState;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.operations.api.OperationsRefusal;
import io.packhouse.operations.query.DeadLetterQueries.CauseView;
import io.packhouse.operations.query.DeadLetterQueries.DeadLetterView;
import io.packhouse.operations.query.DeadLetterQueries.DismissedView;
import io.packhouse.shared.api.CommandRejectedException;
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

/// Dead letters: events that a projection failed to handle, each with the later events of its
/// stream that wait behind it.
@RestController
@RequestMapping(DeadLetterEndpoint.PATH)
class DeadLetterEndpoint {

    static final String PATH = "/api/v1/operations/dead-letters";

    private static final String READ = "operations";
    private static final String WRITE = "operations:write";

    private final DeadLetterQueries deadLetters;
    private final DesiredProcessorState desired;
    private final CursorCodec cursorCodec;
    private final OperationRequests operations;

    /// Selects sequences, with a reason: one, those of a cause, those of a group, or all.
    record DeadLetterFilter(
            @Nullable String group,
            @Nullable String cause,
            @Nullable String sequence,
            @NotBlank @Size(max = 500) String reason) {}

    DeadLetterEndpoint(
            DeadLetterQueries deadLetters,
            DesiredProcessorState desired,
            CursorCodec cursorCodec,
            OperationRequests operations) {
        this.deadLetters = deadLetters;
        this.desired = desired;
        this.cursorCodec = cursorCodec;
        this.operations = operations;
    }

    /// The dead letters by group and cause.
    @GetMapping("/causes")
    @RequiresScope(READ)
    KeysetPage<CauseView> causes(
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = filter(group, cause, null);
        return deadLetters.causes(KeysetPageRequest.of(cursorCodec, PATH + "/causes", filter, limit, cursor), filter);
    }

    /// The dead letters, oldest first.
    @GetMapping
    @RequiresScope(READ)
    KeysetPage<DeadLetterView> deadLetters(
            @RequestParam(required = false) @Nullable String group,
            @RequestParam(required = false) @Nullable String cause,
            @RequestParam(required = false) @Nullable String sequence,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = filter(group, cause, sequence);
        var pages = KeysetPageRequest.of(cursorCodec, PATH, filter, limit, cursor);
        return deadLetters.deadLetters(pages, filter);
    }

    /// The dismissed dead letters, newest first, with actor and reason.
    @GetMapping("/dismissed")
    @RequiresScope(READ)
    KeysetPage<DismissedView> dismissed(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        return deadLetters.dismissed(KeysetPageRequest.of(cursorCodec, PATH + "/dismissed", Map.of(), limit, cursor));
    }

    /// Retries sequences now, each from its first dead letter.
    @PostMapping("/retry")
    @RequiresScope(WRITE)
    @RequiresIdempotencyKey
    ResponseEntity<OperationView> retry(@Valid @RequestBody DeadLetterFilter body, Caller caller) {
        return operation(OperationType.RETRY_DEAD_LETTERS, body, Map.of(), caller);
    }

    /// Dismisses the first dead letter of a sequence, or of every sequence of a cause; the ones
    /// behind it are handled next.
    @PostMapping("/dismiss")
    @RequiresScope(WRITE)
    @RequiresIdempotencyKey
    ResponseEntity<OperationView> dismiss(@Valid @RequestBody DeadLetterFilter body, Caller caller) {
        if (body.group() == null || (body.cause() == null) == (body.sequence() == null)) {
            throw new CommandRejectedException(OperationsRefusal.FILTER_REQUIRED);
        }
        var firsts = deadLetters.firsts(filter(body.group(), body.cause(), body.sequence()));
        return operation(OperationType.DISMISS_DEAD_LETTERS, body, Map.of("deadLetters", firsts), caller);
    }

    private ResponseEntity<OperationView> operation(
            OperationType kind, DeadLetterFilter body, Map<String, List<String>> more, Caller caller) {
        var filter = filter(body.group(), body.cause(), body.sequence());
        var details = new HashMap<>(more);
        filter.forEach((name, value) -> details.put(name, List.of(value)));
        var subject = Objects.requireNonNullElse(body.group(), "all");
        // A repeated request may no longer find its dead letters, because it has handled
        // them.
        if (deadLetters.firsts(filter).isEmpty() && !operations.isKnown(caller)) {
            throw new CommandRejectedException(OperationsRefusal.NO_MATCHING_DEAD_LETTERS, Map.copyOf(filter));
        }
        if (body.group() != null && desired.isPaused(body.group())) {
            throw new CommandRejectedException(OperationsRefusal.PROCESSOR_PAUSED, Map.of("processor", body.group()));
        }
        return operations.submit(kind, subject, details, body.reason(), caller, Duration.ZERO);
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
