/// Going wrong on request.
@NullMarked
package io.packhouse.sandbox.fault;

import org.jspecify.annotations.NullMarked;
