package io.packhouse.broken.process;

import org.axonframework.config.ProcessingGroup;

/// Breaks, one each: a group is used once, and an automation is never replayed.
@ProcessingGroup("unlisted")
class OutsideItsPackage {}
