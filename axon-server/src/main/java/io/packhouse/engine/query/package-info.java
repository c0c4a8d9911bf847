/// Common parts of read endpoints: waiting for one's own writes, paging, and ETags.
@NullMarked
package io.packhouse.engine.query;

import org.jspecify.annotations.NullMarked;
