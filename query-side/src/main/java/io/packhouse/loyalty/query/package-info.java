/// Points, rewards and the state of the programme as they can be read.
@NullMarked
package io.packhouse.loyalty.query;

import org.jspecify.annotations.NullMarked;
