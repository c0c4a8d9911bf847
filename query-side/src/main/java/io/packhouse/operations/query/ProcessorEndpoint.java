package io.packhouse.operations.query;

import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Keyed;
import io.packhouse.engine.door.Requires;
import io.packhouse.engine.operations.ActKind;
import io.packhouse.engine.operations.ProcessorView;
import io.packhouse.engine.operations.Processors;
import io.packhouse.engine.reading.Cursors;
import io.packhouse.engine.reading.Listing;
import io.packhouse.engine.reading.Pages;
import io.packhouse.engine.reading.RowTag;
import io.packhouse.operations.api.OperationsRefusal;
import io.packhouse.shared.api.Refused;
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

/// Everything that follows the log, on all nodes.
@RestController
@RequestMapping(ProcessorEndpoint.PATH)
class ProcessorEndpoint {

    static final String PATH = "/api/v1/operations/processors";

    private static final String READ = "operations";
    private static final String ACT = "operations:write";

    private final Processors processors;
    private final Cursors cursors;
    private final ActDesk desk;

    ProcessorEndpoint(Processors processors, Cursors cursors, ActDesk desk) {
        this.processors = processors;
        this.cursors = cursors;
        this.desk = desk;
    }

    /// All processors by name.
    @GetMapping
    @Requires(READ)
    Listing<ProcessorView> list(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var pages = Pages.of(cursors, PATH, Map.of(), limit, cursor);
        var from = pages.from();
        var all = processors.all();
        var ordered = pages.isBack() ? all.reversed() : all;
        var rows =
                ordered.stream()
                        .filter(
                                one ->
                                        from == null
                                                || (pages.isBack()
                                                        ? one.name().compareTo(from.id()) < 0
                                                        : one.name().compareTo(from.id()) > 0))
                        .limit(limit + 1L)
                        .toList();
        return pages.page(rows, one -> new Pages.Key("", one.name()));
    }

    @GetMapping("/{name}")
    @Requires(READ)
    ResponseEntity<ProcessorView> one(@PathVariable String name, WebRequest request) {
        var found = found(name);
        var version = UUID.nameUUIDFromBytes(found.toString().getBytes(StandardCharsets.UTF_8));
        return RowTag.own(request, version.toString(), found);
    }

    /// No node works on it until it is resumed; the act's `effect` says what that means for reads.
    @PostMapping("/{name}/pause")
    @Requires(ACT)
    @Keyed
    ResponseEntity<ActView> pause(
            @PathVariable String name, @Valid @RequestBody ActDesk.Why body, Caller caller) {
        return act(ActKind.PAUSE, found(name), body, caller);
    }

    @PostMapping("/{name}/resume")
    @Requires(ACT)
    @Keyed
    ResponseEntity<ActView> resume(
            @PathVariable String name, @Valid @RequestBody ActDesk.Why body, Caller caller) {
        return act(ActKind.RESUME, found(name), body, caller);
    }

    /// Makes two of the largest segment. Only for sagas.
    @PostMapping("/{name}/split")
    @Requires(ACT)
    @Keyed
    ResponseEntity<ActView> split(
            @PathVariable String name, @Valid @RequestBody ActDesk.Why body, Caller caller) {
        var processor = shared(name);
        if (processor.segments().size() >= Processors.MOST_SEGMENTS) {
            throw refused(OperationsRefusal.TOO_MANY_SEGMENTS, processor);
        }
        return act(ActKind.SPLIT, processor, body, caller);
    }

    /// Makes one of the two smallest segments. Only for sagas.
    @PostMapping("/{name}/merge")
    @Requires(ACT)
    @Keyed
    ResponseEntity<ActView> merge(
            @PathVariable String name, @Valid @RequestBody ActDesk.Why body, Caller caller) {
        var processor = shared(name);
        if (processor.segments().size() < 2) {
            throw refused(OperationsRefusal.ONE_SEGMENT_LEFT, processor);
        }
        return act(ActKind.MERGE, processor, body, caller);
    }

    private ResponseEntity<ActView> act(
            ActKind kind, ProcessorView processor, ActDesk.Why body, Caller caller) {
        var segments =
                processor.segments().stream()
                        .map(segment -> String.valueOf(segment.segment()))
                        .toList();
        return desk.ask(
                kind,
                processor.name(),
                Map.of("segments", segments),
                body.reason(),
                caller,
                Duration.ZERO);
    }

    private ProcessorView shared(String name) {
        var processor = found(name);
        switch (processor.kind()) {
            case PROJECTION ->
                    throw refused(OperationsRefusal.PROJECTION_HAS_ONE_SEGMENT, processor);
            case AUTOMATION ->
                    throw refused(OperationsRefusal.AUTOMATION_HAS_ONE_SEGMENT, processor);
            case SAGA -> {
                if (processor.allowedActs().contains(ActKind.RESUME)) {
                    throw refused(OperationsRefusal.PROCESSOR_PAUSED, processor);
                }
            }
        }
        return processor;
    }

    private ProcessorView found(String name) {
        return processors
                .one(name)
                .orElseThrow(
                        () ->
                                new Refused(
                                        OperationsRefusal.UNKNOWN_PROCESSOR,
                                        Map.of(
                                                "processor",
                                                name,
                                                "known",
                                                processors.all().stream()
                                                        .map(ProcessorView::name)
                                                        .toList())));
    }

    private static Refused refused(OperationsRefusal why, ProcessorView processor) {
        return new Refused(
                why,
                Map.of(
                        "processor",
                        processor.name(),
                        "segments",
                        processor.segments().stream()
                                .map(ProcessorView.SegmentView::segment)
                                .toList(),
                        "allowedActs",
                        List.copyOf(processor.allowedActs())));
    }
}
