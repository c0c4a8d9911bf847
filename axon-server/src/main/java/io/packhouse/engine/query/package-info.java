/// What every reading door shares: waiting for one's own writes, paging, and versions of rows.
@NullMarked
package io.packhouse.engine.query;

import org.jspecify.annotations.NullMarked;
