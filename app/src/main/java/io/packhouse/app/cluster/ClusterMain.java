package io.packhouse.app.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.packhouse.engine.postgres.StartRefused;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/// `run` keeps a cluster until it is told to end, `status` says how one is. Settings come from the
/// environment, as everywhere.
public final class ClusterMain {

    private ClusterMain() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT); // Whatever the machine speaks.
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.WARN); // What libraries are up to is for their own programs.
        }
        try {
            var options = ClusterOptions.of(System.getenv(), List.of(arguments));
            System.exit(options.isStatus() ? new Status(options).print() : keep(options));
        } catch (StartRefused e) {
            System.err.println(e.getMessage());
            System.err.println(e.advice());
            System.exit(4);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static int keep(ClusterOptions options) {
        var cluster = new Cluster(options, new Voice(System.err, options.isTerminal()));
        // Told to end while it starts, it ends as well.
        var ending = Thread.ofPlatform().name("ending").unstarted(cluster::close);
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            cluster.start();
            cluster.keep();
            return 0;
        } catch (Cluster.CannotStart e) {
            System.err.println(e.getMessage());
            return 1;
        }
    }
}
