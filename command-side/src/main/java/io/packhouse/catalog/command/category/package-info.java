/// The category tree, one aggregate, and its decisions.
@NullMarked
package io.packhouse.catalog.command.category;

import org.jspecify.annotations.NullMarked;
