/// Fault injection.
@NullMarked
package io.packhouse.sandbox.fault;

import org.jspecify.annotations.NullMarked;
