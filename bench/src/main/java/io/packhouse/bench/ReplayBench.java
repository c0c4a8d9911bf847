package io.packhouse.bench;

import io.packhouse.app.Packhouse;
import io.packhouse.app.maintenance.MaintenanceContext;
import io.packhouse.app.maintenance.Progress;
import io.packhouse.bench.engine.DemoProcess;
import io.packhouse.bench.engine.MeasuredEngine;
import io.packhouse.bench.load.ClosedLoop;
import io.packhouse.bench.load.EventLogReader;
import io.packhouse.bench.load.Purchases;
import io.packhouse.bench.report.Column;
import io.packhouse.bench.report.Report;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.eventstore.Positions;
import io.packhouse.engine.postgres.DatabaseLogins;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventProcessor;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.springframework.boot.Banner;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "replay",
        description = {
            "Filling the read tables from all events again.",
            "One event processor after another, then all together, in an engine of this",
            "process and after a pass that is not measured. Beside reading the event log by",
            "plain JDBC. With --data in the folder of a stopped demo.",
            ""
        })
final class ReplayBench implements Callable<Integer> {

    private static final String PROJECTIONS = "projection";
    private static final long POLL_MILLIS = 5;

    private static final List<Column> COLUMNS = List.of(
            Column.key("event processor", "/processor"),
            Column.of("events", "/events", 0),
            Column.of("seconds", "/seconds", 2),
            Column.of("events/s", "/eventsPerSecond", 0),
            Column.of("JDBC events/s", "/limitPerSecond", 0),
            Column.percent("% of JDBC", "/eventsPerSecond", "/limitPerSecond", 1));

    @ParentCommand
    private MaintenanceContext.Source main;

    @Mixin
    private BenchOptions options;

    @Option(names = "--orders-before", paramLabel = "<n>", description = "Buy so often before. Default: 200")
    private int ordersBefore = 200;

    private Report report;

    @Override
    public Integer call() throws Exception {
        var here = main.context(false);
        report = options.report(COLUMNS);
        var stopped = options.stoppedData();
        if (stopped == null) {
            try (var demo = options.demo(here)) {
                buy(demo, here.progress());
                demo.stop();
                replay(here, demo.data());
            }
        } else {
            replay(here, stopped.toAbsolutePath());
        }
        options.print(here, report, false);
        return CommandLine.ExitCode.OK;
    }

    private void buy(DemoProcess demo, Progress progress) throws Exception {
        new Purchases(demo.filled(progress), false).prepare(new ClosedLoop(progress), ordersBefore);
    }

    private void replay(MaintenanceContext here, Path data) throws Exception {
        var application = Packhouse.application();
        application.setBannerMode(Banner.Mode.OFF);
        application.setLogStartupInfo(false);
        System.clearProperty(BenchCli.LOGGING); // The engine has a setting for it.
        try (var engine = application.run(
                "--server.port=0", "--packhouse.data=" + data, "--logging.config=classpath:logback-maintenance.xml")) {
            options.printFacts(here, MeasuredEngine.running("", data));
            var projections = projections(engine);
            var limit = EventLogReader.eventsPerSecond(
                    engine.getBean(DatabaseLogins.class).app());
            var progress = here.progress();
            progress.begin("Replaying", projections.size() + 2L, "times");
            replayed("Warm-up", projections, engine, limit);
            for (var one : projections) {
                progress.step(1);
                report.add(replayed(one.getName(), List.of(one), engine, limit));
            }
            progress.step(1);
            report.add(replayed("all together", projections, engine, limit));
            progress.end();
        }
    }

    private static List<StreamingEventProcessor> projections(ConfigurableApplicationContext engine) {
        return engine.getBean(EventProcessingConfiguration.class).eventProcessors().values().stream()
                .filter(StreamingEventProcessor.class::isInstance)
                .map(StreamingEventProcessor.class::cast)
                .filter(processor -> processor.getName().startsWith(PROJECTIONS))
                .sorted(Comparator.comparing(EventProcessor::getName))
                .toList();
    }

    private static ObjectNode replayed(
            String name, List<StreamingEventProcessor> processors, ConfigurableApplicationContext engine, double limit)
            throws InterruptedException {
        for (var processor : processors) {
            processor.shutDown();
            processor.resetTokens();
        }
        var head = engine.getBean(EventTail.class).head();
        var begun = System.nanoTime();
        processors.forEach(StreamingEventProcessor::start);
        while (processors.stream().anyMatch(processor -> position(processor) < head)) {
            Thread.sleep(POLL_MILLIS);
        }
        return row(name, head, (System.nanoTime() - begun) / 1e9, limit);
    }

    private static long position(StreamingEventProcessor processor) {
        return processor.processingStatus().values().stream()
                .mapToLong(status -> Positions.of(status.getTrackingToken()))
                .min()
                .orElse(-1);
    }

    static ObjectNode row(String processor, long events, double seconds, double limit) {
        var row = Report.row().put("processor", processor).put("events", events);
        Report.put(row, "seconds", seconds);
        Report.put(row, "eventsPerSecond", events / seconds);
        Report.put(row, "limitPerSecond", limit);
        return row;
    }
}
