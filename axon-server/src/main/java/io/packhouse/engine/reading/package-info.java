/// What every reading door shares: waiting for one's own writes, paging, and versions of rows.
@NullMarked
package io.packhouse.engine.reading;

import org.jspecify.annotations.NullMarked;
