/// Orders decided: what was agreed, what may happen next, what has been paid.
@NullMarked
package io.packhouse.ordering.command;

import org.jspecify.annotations.NullMarked;
