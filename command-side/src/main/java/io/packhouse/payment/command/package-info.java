/// The payment aggregate and its decisions.
@NullMarked
package io.packhouse.payment.command;

import org.jspecify.annotations.NullMarked;
