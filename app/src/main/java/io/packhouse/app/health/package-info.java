/// Whether the engine lives and can be used.
@NullMarked
package io.packhouse.app.health;

import org.jspecify.annotations.NullMarked;
