/// Operating a running engine from a shell.
@NullMarked
package io.packhouse.app.operator;

import org.jspecify.annotations.NullMarked;
