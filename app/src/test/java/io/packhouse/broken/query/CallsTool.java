package io.packhouse.broken.query;

import io.packhouse.app.maintenance.MaintenanceCli;

/// Breaks: production packages do not see tools.
class CallsTool {

    void call(MaintenanceCli tool) {}
}
