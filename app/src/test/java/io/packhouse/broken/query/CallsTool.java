package io.packhouse.broken.query;

import io.packhouse.app.cli.PackhouseCli;

/// Breaks: production packages do not see tools.
class CallsTool {

    void call(PackhouseCli tool) {}
}
