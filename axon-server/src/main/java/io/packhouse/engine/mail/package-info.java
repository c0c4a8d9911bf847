/// E-mail to persons: an outbox in the database, and its delivery.
@NullMarked
package io.packhouse.engine.mail;

import org.jspecify.annotations.NullMarked;
