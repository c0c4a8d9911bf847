/// Operating a running engine from a shell.
@NullMarked
package io.packhouse.app.cli;

import org.jspecify.annotations.NullMarked;
