/// The outbox of e-mails, for operators.
@NullMarked
package io.packhouse.notifications.query;

import org.jspecify.annotations.NullMarked;
