/// Demo data: people, stock, orders and simulated customers, created through the public API.
@NullMarked
package io.packhouse.app.demo;

import org.jspecify.annotations.NullMarked;
