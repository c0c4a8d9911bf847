/// Endpoints for operators, for webhooks, and for buyers who return from the provider.
@NullMarked
package io.packhouse.payment.http;

import org.jspecify.annotations.NullMarked;
