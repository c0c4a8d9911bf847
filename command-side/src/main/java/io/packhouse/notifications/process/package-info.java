/// Reactions to events of orders and stock: e-mails to buyers and staff.
@NullMarked
package io.packhouse.notifications.process;

import org.jspecify.annotations.NullMarked;
