/// What an operator does with a store beside the engine: back it up, restore it, move it, examine
/// it.
@NullMarked
package io.packhouse.app.maintenance;

import org.jspecify.annotations.NullMarked;
