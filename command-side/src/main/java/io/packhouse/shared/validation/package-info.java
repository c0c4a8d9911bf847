/// What requests of several contexts are checked for.
@NullMarked
package io.packhouse.shared.validation;

import org.jspecify.annotations.NullMarked;
