/// How a request becomes a command and a command's outcome becomes an answer.
@NullMarked
package io.packhouse.engine.http;

import org.jspecify.annotations.NullMarked;
