/// Command-line operation of a running engine.
@NullMarked
package io.packhouse.app.cli;

import org.jspecify.annotations.NullMarked;
