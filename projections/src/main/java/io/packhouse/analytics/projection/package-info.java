/// Sales and payments as they are counted.
@NullMarked
package io.packhouse.analytics.projection;

import org.jspecify.annotations.NullMarked;
