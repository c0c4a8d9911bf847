/// How a request becomes a command and a command's outcome becomes an answer.
@NullMarked
package io.packhouse.engine.door;

import org.jspecify.annotations.NullMarked;
