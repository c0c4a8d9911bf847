/// Work that must happen later or outside, once per due item, whatever crashes in between.
@NullMarked
package io.packhouse.engine.scheduling;

import org.jspecify.annotations.NullMarked;
