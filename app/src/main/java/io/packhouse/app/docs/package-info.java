/// The documentation, served by what it describes.
@NullMarked
package io.packhouse.app.docs;

import org.jspecify.annotations.NullMarked;
