/// Stock and its movements as rows.
@NullMarked
package io.packhouse.inventory.projection;

import org.jspecify.annotations.NullMarked;
