package io.packhouse.app.care;

import picocli.CommandLine.Option;

/// How every command answers.
final class Answering {

    @Option(
            names = "--json",
            description = "Answer as JSON, and tell progress as one JSON object a second.")
    boolean json;
}
