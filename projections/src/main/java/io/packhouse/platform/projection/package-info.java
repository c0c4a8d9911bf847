/// The read table of the platform settings.
@NullMarked
package io.packhouse.platform.projection;

import org.jspecify.annotations.NullMarked;
