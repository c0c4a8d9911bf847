package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.account.LotId;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The lots of one account. Points are always taken from the lots that expire first.
final class Lots {

    private static final Comparator<Lot> FIRST_TO_EXPIRE =
            Comparator.comparing(Lot::expiresAt).thenComparing(Lot::id);

    private final Map<LotId, Lot> lots = new HashMap<>();

    Lots copy() {
        var copy = new Lots();
        copy.lots.putAll(lots);
        return copy;
    }

    void add(Lot lot) {
        lots.put(lot.id(), lot);
    }

    Lot get(LotId id) {
        return lots.get(id);
    }

    void use(List<LotChange> uses) {
        uses.forEach(use -> lots.computeIfPresent(use.lotId(), (_, lot) -> lot.after(use)));
    }

    void expire(List<LotChange> uses) {
        uses.forEach(use -> lots.computeIfPresent(use.lotId(), (_, lot) -> lot.expired(use)));
    }

    void reverse(List<LotReversal> shares) {
        shares.forEach(share -> lots.computeIfPresent(share.lotId(), (_, l) -> l.after(share)));
    }

    /// Takes at most `most` free points from the lots that match; `reserve` reserves them for a
    /// reward.
    List<LotChange> take(Predicate<Lot> wanted, long most, boolean reserve) {
        var uses = new ArrayList<LotChange>();
        var open = most;
        for (var lot : all().filter(l -> l.available() > 0).filter(wanted).toList()) {
            var amount = Math.min(open, lot.available());
            if (amount > 0) {
                uses.add(lot.use(amount, reserve ? amount : 0));
                open -= amount;
            }
        }
        return uses;
    }

    /// The lots after reserved points were redeemed or, with `free`, released to them.
    List<LotChange> settle(List<LotChange> reserved, boolean free) {
        return reserved.stream()
                .map(use -> {
                    var lot = get(use.lotId());
                    return new LotChange(
                            use.lotId(),
                            use.points(),
                            lot.available() + (free ? use.points() : 0),
                            lot.reserved() - use.points());
                })
                .toList();
    }

    /// In order of expiry.
    Stream<Lot> all() {
        return lots.values().stream().sorted(FIRST_TO_EXPIRE);
    }

    long spendable(Instant at) {
        return all().filter(lot -> lot.isSpendable(at))
                .mapToLong(Lot::available)
                .sum();
    }

    /// Earned points that have not expired, redeemed or not, without those reversed.
    long countingForTier(Instant at) {
        return lots.values().stream()
                .filter(lot -> lot.source().countsForTier() && !lot.isExpired(at))
                .mapToLong(lot -> lot.points() - lot.reversed())
                .sum();
    }

    static long sum(List<LotChange> uses) {
        return uses.stream().mapToLong(LotChange::points).sum();
    }
}
