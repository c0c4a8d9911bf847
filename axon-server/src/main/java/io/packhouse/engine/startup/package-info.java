/// Failures at startup, with the reason and the remedy.
@NullMarked
package io.packhouse.engine.startup;

import org.jspecify.annotations.NullMarked;
