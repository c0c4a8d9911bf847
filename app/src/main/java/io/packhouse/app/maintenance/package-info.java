/// Maintenance of a store outside the engine: backup, restore, move, doctor.
@NullMarked
package io.packhouse.app.maintenance;

import org.jspecify.annotations.NullMarked;
