/// Images and their addresses.
@NullMarked
package io.packhouse.catalog.query.image;

import org.jspecify.annotations.NullMarked;
