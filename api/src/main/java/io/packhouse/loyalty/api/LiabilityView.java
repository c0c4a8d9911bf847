package io.packhouse.loyalty.api;

import io.packhouse.shared.api.Money;
import java.util.List;

/// The shop's liability in points: the available and reserved points, their value, and when they
/// would expire, by month. `owed` is what members owe.
public record LiabilityView(long points, long pending, long reserved, long owed, Money value, List<Month> expiring) {

    /// Points that expire in one month (`2027-01`).
    public record Month(String month, long points) {}
}
