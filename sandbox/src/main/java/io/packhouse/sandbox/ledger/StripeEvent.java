package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.journal.RequestOrigin;
import io.packhouse.sandbox.model.StoredObject;

/// What Stripe calls an event: that something happened to a thing, and the thing as it was then.
public record StripeEvent(
        String id,
        long created,
        String type,
        StoredObject subject,
        RequestOrigin origin,
        boolean delivers) {}
