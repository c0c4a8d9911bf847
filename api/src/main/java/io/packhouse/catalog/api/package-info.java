/// What is sold: packs for resellers and products in variants, each variant as a one-SKU offer,
/// with terms and prices, in categories and under brands. It decides what a buyer gets for one
/// pack, what that costs in a currency, and whether a vendor's product may be sold. It does not
/// know how many are in stock or who buys them.
@NullMarked
package io.packhouse.catalog.api;

import org.jspecify.annotations.NullMarked;
