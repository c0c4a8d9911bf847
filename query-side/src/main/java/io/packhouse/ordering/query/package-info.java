/// Orders as buyers and staff can read them.
@NullMarked
package io.packhouse.ordering.query;

import org.jspecify.annotations.NullMarked;
