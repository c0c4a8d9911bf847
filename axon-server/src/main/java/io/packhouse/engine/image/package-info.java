/// Images: their bytes behind a port, a look at what they are, and narrower copies of them.
@NullMarked
package io.packhouse.engine.image;

import org.jspecify.annotations.NullMarked;
