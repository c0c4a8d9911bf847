/// E-mails about facts of other contexts: to buyers about their orders, to staff about low stock. It decides who gets
/// one, about what, and only once. It changes nothing in the contexts it reports on, and does not deliver: an outbox
/// does.
@NullMarked
package io.packhouse.notifications.api;

import org.jspecify.annotations.NullMarked;
