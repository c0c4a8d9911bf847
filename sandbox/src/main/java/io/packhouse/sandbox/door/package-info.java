/// What can be asked over HTTP, by the engine, by a buyer, and by a judge.
@NullMarked
package io.packhouse.sandbox.door;

import org.jspecify.annotations.NullMarked;
