/// What resellers buy: its terms, its prices and whether it is published.
@NullMarked
package io.packhouse.catalog.api.pack;

import org.jspecify.annotations.NullMarked;
