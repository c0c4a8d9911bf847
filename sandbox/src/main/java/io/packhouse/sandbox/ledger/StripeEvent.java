package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.journal.RequestOrigin;
import io.packhouse.sandbox.model.StoredObject;

/// An event in Stripe's sense: what happened to an object, and the object at that time.
public record StripeEvent(
        String id, long created, String type, StoredObject subject, RequestOrigin origin, boolean delivers) {}
