/// What is sold: packs for resellers and products in variants, each variant as a one-SKU offer,
/// with terms and prices, in categories and under brands. It decides the contents and price of a
/// pack and whether a vendor's product may be sold. It does not know stock levels or buyers.
@NullMarked
package io.packhouse.catalog.api;

import org.jspecify.annotations.NullMarked;
