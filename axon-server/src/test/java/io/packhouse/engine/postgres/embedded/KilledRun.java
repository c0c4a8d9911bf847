package io.packhouse.engine.postgres.embedded;

import io.packhouse.engine.datadirectory.DataDirectory;
import io.packhouse.engine.datadirectory.EventStoreType;
import java.nio.file.Path;

/// A process that works on a data folder until it is killed.
final class KilledRun {

    private KilledRun() {}

    public static void main(String... arguments) throws Exception {
        var folder = DataDirectory.open(Path.of(arguments[0]), EventStoreType.EMBEDDED);
        var owner = EmbeddedPostgres.start(folder).owner();
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            statement.execute("create schema probe");
            statement.execute("create table probe.kept as select 7 as number");
        }
        System.out.println("ready");
        Thread.sleep(Long.MAX_VALUE);
    }

    static Process on(Path folder) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRun.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
