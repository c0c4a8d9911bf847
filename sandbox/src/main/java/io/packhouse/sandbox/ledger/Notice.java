package io.packhouse.sandbox.ledger;

import io.packhouse.sandbox.journal.Origin;
import io.packhouse.sandbox.money.Kept;

/// What Stripe calls an event: that something happened to a thing, and the thing as it was then.
public record Notice(
        String id, long created, String type, Kept subject, Origin origin, boolean delivers) {}
