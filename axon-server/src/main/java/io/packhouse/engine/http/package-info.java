/// Converts requests to commands and the results of commands to responses.
@NullMarked
package io.packhouse.engine.http;

import org.jspecify.annotations.NullMarked;
