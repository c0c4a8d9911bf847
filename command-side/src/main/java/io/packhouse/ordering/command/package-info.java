/// The order aggregate: agreed terms, allowed status changes, and payments.
@NullMarked
package io.packhouse.ordering.command;

import org.jspecify.annotations.NullMarked;
