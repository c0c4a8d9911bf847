/// The journal: all facts on disk, in order. All other state is derived from it.
@NullMarked
package io.packhouse.sandbox.journal;

import org.jspecify.annotations.NullMarked;
