/// The pack aggregate. A pack that is the offer of a product's variant follows its product.
@NullMarked
package io.packhouse.catalog.command.pack;

import org.jspecify.annotations.NullMarked;
