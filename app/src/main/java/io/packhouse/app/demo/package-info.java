/// Demo data: people, packs, stock and orders, created through the public API.
@NullMarked
package io.packhouse.app.demo;

import org.jspecify.annotations.NullMarked;
