/// The demo's assortment: brands, categories, products with pictures, packs and rewards.
@NullMarked
package io.packhouse.app.demo.catalog;

import org.jspecify.annotations.NullMarked;
