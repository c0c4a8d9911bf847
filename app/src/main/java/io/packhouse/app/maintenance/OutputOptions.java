package io.packhouse.app.maintenance;

import picocli.CommandLine.Option;

/// Output options of every command.
public final class OutputOptions {

    @Option(names = "--json", description = "Print the result as JSON, and the progress as one JSON object per second.")
    public boolean json;
}
