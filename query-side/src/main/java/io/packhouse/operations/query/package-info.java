/// How the engine itself is doing.
@NullMarked
package io.packhouse.operations.query;

import org.jspecify.annotations.NullMarked;
