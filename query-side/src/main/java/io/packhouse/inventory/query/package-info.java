/// Stock as it can be read.
@NullMarked
package io.packhouse.inventory.query;

import org.jspecify.annotations.NullMarked;
