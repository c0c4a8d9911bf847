/// Images: a store for their bytes, validation, and narrower renditions.
@NullMarked
package io.packhouse.engine.image;

import org.jspecify.annotations.NullMarked;
