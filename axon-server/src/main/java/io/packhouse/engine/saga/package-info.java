/// Commands sent by processes, and parking of failing saga events.
@NullMarked
package io.packhouse.engine.saga;

import org.jspecify.annotations.NullMarked;
