/// Maintenance of a store outside the engine: the commands' environment, options and progress.
@NullMarked
package io.packhouse.app.maintenance;

import org.jspecify.annotations.NullMarked;
