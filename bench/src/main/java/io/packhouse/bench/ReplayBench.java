package io.packhouse.bench;

import io.packhouse.app.Packhouse;
import io.packhouse.engine.eventstore.EventTail;
import io.packhouse.engine.projection.ProjectionProgress;
import java.io.PrintStream;
import java.util.Locale;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;

/// Empties each read table of a data folder and rebuilds it from all events, one projection at a
/// time, in an engine of its own.
///
/// `ReplayBench <data folder>`
public final class ReplayBench {

    private static final PrintStream OUT = System.out;

    private ReplayBench() {}

    public static void main(String[] arguments) throws InterruptedException {
        Locale.setDefault(Locale.ROOT); // Independent of the machine's language.
        var settings = new String[] {"--server.port=0", "--packhouse.data=" + arguments[0]};
        try (var engine = Packhouse.application().run(settings)) {
            var groups = engine.getBean(ProjectionProgress.class);
            var processing = engine.getBean(EventProcessingConfiguration.class);
            var head = engine.getBean(EventTail.class).head();
            OUT.printf("%s events, fsync on%n", head);
            OUT.println("projection                  seconds   events/s");
            for (var group : groups.names()) {
                var processor = processing
                        .eventProcessor(group, StreamingEventProcessor.class)
                        .orElseThrow();
                processor.shutDown();
                processor.resetTokens();
                var begun = System.nanoTime();
                processor.start();
                while (groups.position(group) < head) {
                    Thread.sleep(5);
                }
                var seconds = (System.nanoTime() - begun) / 1e9;
                OUT.printf(Locale.ROOT, "%-26s  %7.2f  %9.0f%n", group, seconds, head / seconds);
            }
        }
    }
}
