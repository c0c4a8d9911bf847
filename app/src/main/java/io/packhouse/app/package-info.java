/// The application: composition, security, problem handling, command-line programs.
@NullMarked
package io.packhouse.app;

import org.jspecify.annotations.NullMarked;
