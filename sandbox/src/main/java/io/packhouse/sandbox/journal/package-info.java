/// The only truth: facts on disk, in order.
@NullMarked
package io.packhouse.sandbox.journal;

import org.jspecify.annotations.NullMarked;
