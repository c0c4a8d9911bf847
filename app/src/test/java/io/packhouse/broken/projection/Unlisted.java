package io.packhouse.broken.projection;

import org.axonframework.config.ProcessingGroup;

/// Breaks: every processing group is a constant and is configured.
@ProcessingGroup("unlisted")
class Unlisted {}
