/// What is sold: packs for resellers and single products as one-SKU offers, with their terms and
/// prices. It decides what a buyer gets for one pack and what that costs in a currency. It does not
/// know how many are in stock or who buys them.
@NullMarked
package io.packhouse.catalog.api;

import org.jspecify.annotations.NullMarked;
