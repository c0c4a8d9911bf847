package io.packhouse.loyalty.api;

import io.packhouse.shared.api.Money;
import java.util.List;

/// What the shop owes in points: those free or held, at the value of a point, and when they would
/// expire, month by month. `owed` is what members owe.
public record LiabilityView(
        long points, long pending, long held, long owed, Money value, List<Month> expiring) {

    /// Points that expire in one month (`2027-01`).
    public record Month(String month, long points) {}
}
