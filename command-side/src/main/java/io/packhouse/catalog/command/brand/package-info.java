/// The brand aggregate, and the handler that keeps names unique.
@NullMarked
package io.packhouse.catalog.command.brand;

import org.jspecify.annotations.NullMarked;
