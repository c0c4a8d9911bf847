package io.packhouse.app.maintenance;

import picocli.CommandLine.Option;

/// How every command answers.
final class OutputOptions {

    @Option(
            names = "--json",
            description = "Answer as JSON, and tell progress as one JSON object a second.")
    boolean json;
}
