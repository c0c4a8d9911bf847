/// Projections of counted sales and payments.
@NullMarked
package io.packhouse.analytics.projection;

import org.jspecify.annotations.NullMarked;
