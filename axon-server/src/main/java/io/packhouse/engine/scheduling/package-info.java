/// Tasks that must run later or outside the transaction, once per due item, despite crashes.
@NullMarked
package io.packhouse.engine.scheduling;

import org.jspecify.annotations.NullMarked;
