/// A shop to look at: people, packs, stock and orders, made through the engine's own doors.
@NullMarked
package io.packhouse.app.demo;

import org.jspecify.annotations.NullMarked;
