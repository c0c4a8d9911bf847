/// Orders, their lines and their history as rows.
@NullMarked
package io.packhouse.ordering.projection;

import org.jspecify.annotations.NullMarked;
