/// Delivery of webhooks to the engine, with retries.
@NullMarked
package io.packhouse.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
