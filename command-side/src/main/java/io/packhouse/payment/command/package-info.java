/// Payments decided: the aggregate and its mind.
@NullMarked
package io.packhouse.payment.command;

import org.jspecify.annotations.NullMarked;
