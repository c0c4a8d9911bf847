package io.packhouse.operations.query;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresIdempotencyKey;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.operations.OperationType;
import io.packhouse.engine.processor.ProcessorStatusQueries;
import io.packhouse.engine.processor.ProcessorView;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.operations.api.OperationsRefusal;
import io.packhouse.shared.api.CommandRejectedException;
import jakarta.validation.Valid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// The event processors on all nodes.
@RestController
@RequestMapping(ProcessorEndpoint.PATH)
class ProcessorEndpoint {

    static final String PATH = "/api/v1/operations/processors";

    private static final String READ = "operations";
    private static final String WRITE = "operations:write";

    private final ProcessorStatusQueries processorStatusQueries;
    private final CursorCodec cursorCodec;
    private final OperationRequests operations;

    ProcessorEndpoint(
            ProcessorStatusQueries processorStatusQueries, CursorCodec cursorCodec, OperationRequests operations) {
        this.processorStatusQueries = processorStatusQueries;
        this.cursorCodec = cursorCodec;
        this.operations = operations;
    }

    /// All processors by name.
    @GetMapping
    @RequiresScope(READ)
    KeysetPage<ProcessorView> list(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        var pages = KeysetPageRequest.of(cursorCodec, PATH, Map.of(), limit, cursor);
        var from = pages.from();
        var all = processorStatusQueries.all();
        var ordered = pages.isBack() ? all.reversed() : all;
        var rows = ordered.stream()
                .filter(one -> from == null
                        || (pages.isBack()
                                ? one.name().compareTo(from.id()) < 0
                                : one.name().compareTo(from.id()) > 0))
                .limit(limit + 1L)
                .toList();
        return pages.page(rows, one -> new KeysetPageRequest.Key("", one.name()));
    }

    @GetMapping("/{name}")
    @RequiresScope(READ)
    ResponseEntity<ProcessorView> one(@PathVariable String name, WebRequest request) {
        var found = found(name);
        var version = UUID.nameUUIDFromBytes(found.toString().getBytes(StandardCharsets.UTF_8));
        return ETags.own(request, version.toString(), found);
    }

    /// Pauses the processor on all nodes until it is resumed; the operation's `effect` states the
    /// consequence for reads.
    @PostMapping("/{name}/pause")
    @RequiresScope(WRITE)
    @RequiresIdempotencyKey
    ResponseEntity<OperationView> pause(
            @PathVariable String name, @Valid @RequestBody OperationRequests.ReasonBody body, Caller caller) {
        return operation(OperationType.PAUSE, found(name), body, caller);
    }

    @PostMapping("/{name}/resume")
    @RequiresScope(WRITE)
    @RequiresIdempotencyKey
    ResponseEntity<OperationView> resume(
            @PathVariable String name, @Valid @RequestBody OperationRequests.ReasonBody body, Caller caller) {
        return operation(OperationType.RESUME, found(name), body, caller);
    }

    /// Splits the largest segment in two. Only for sagas.
    @PostMapping("/{name}/split")
    @RequiresScope(WRITE)
    @RequiresIdempotencyKey
    ResponseEntity<OperationView> split(
            @PathVariable String name, @Valid @RequestBody OperationRequests.ReasonBody body, Caller caller) {
        var processor = shared(name);
        if (processor.segments().size() >= ProcessorStatusQueries.MOST_SEGMENTS) {
            throw refused(OperationsRefusal.TOO_MANY_SEGMENTS, processor);
        }
        return operation(OperationType.SPLIT, processor, body, caller);
    }

    /// Merges the two smallest segments. Only for sagas.
    @PostMapping("/{name}/merge")
    @RequiresScope(WRITE)
    @RequiresIdempotencyKey
    ResponseEntity<OperationView> merge(
            @PathVariable String name, @Valid @RequestBody OperationRequests.ReasonBody body, Caller caller) {
        var processor = shared(name);
        if (processor.segments().size() < 2) {
            throw refused(OperationsRefusal.ONE_SEGMENT_LEFT, processor);
        }
        return operation(OperationType.MERGE, processor, body, caller);
    }

    private ResponseEntity<OperationView> operation(
            OperationType kind, ProcessorView processor, OperationRequests.ReasonBody body, Caller caller) {
        var segments = processor.segments().stream()
                .map(segment -> String.valueOf(segment.segment()))
                .toList();
        return operations.submit(
                kind, processor.name(), Map.of("segments", segments), body.reason(), caller, Duration.ZERO);
    }

    private ProcessorView shared(String name) {
        var processor = found(name);
        switch (processor.kind()) {
            case PROJECTION -> throw refused(OperationsRefusal.PROJECTION_HAS_ONE_SEGMENT, processor);
            case AUTOMATION -> throw refused(OperationsRefusal.PROCESSOR_NOT_SEGMENTED, processor);
            case SAGA -> {
                if (processor.allowedActions().contains(OperationType.RESUME)) {
                    throw refused(OperationsRefusal.PROCESSOR_PAUSED, processor);
                }
            }
        }
        return processor;
    }

    private ProcessorView found(String name) {
        return processorStatusQueries
                .one(name)
                .orElseThrow(() -> new CommandRejectedException(
                        OperationsRefusal.UNKNOWN_PROCESSOR,
                        Map.of(
                                "processor",
                                name,
                                "known",
                                processorStatusQueries.all().stream()
                                        .map(ProcessorView::name)
                                        .toList())));
    }

    private static CommandRejectedException refused(OperationsRefusal why, ProcessorView processor) {
        return new CommandRejectedException(
                why,
                Map.of(
                        "processor",
                        processor.name(),
                        "segments",
                        processor.segments().stream()
                                .map(ProcessorView.SegmentView::segment)
                                .toList(),
                        "allowedActions",
                        List.copyOf(processor.allowedActions())));
    }
}
