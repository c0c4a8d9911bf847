/// Queries of points, rewards and the programme.
@NullMarked
package io.packhouse.loyalty.query;

import org.jspecify.annotations.NullMarked;
