/// The only truth: facts on disk, in order, and the books that are read from them.
@NullMarked
package io.packhouse.sandbox.journal;

import org.jspecify.annotations.NullMarked;
