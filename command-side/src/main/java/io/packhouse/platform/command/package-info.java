/// The Platform aggregate.
@NullMarked
package io.packhouse.platform.command;

import org.jspecify.annotations.NullMarked;
