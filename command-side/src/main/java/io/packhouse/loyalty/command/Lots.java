package io.packhouse.loyalty.command;

import io.packhouse.loyalty.api.account.LotId;
import io.packhouse.loyalty.api.account.LoyaltyAccountEvent.*;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The lots of one account. Points are always taken from the lots that expire first. A lot without
/// free points is found by its id only, so that a long history costs nothing.
final class Lots {

    private final Map<LotId, Lot> lots = new HashMap<>();
    private final NavigableSet<Lot> open = new TreeSet<>(Lot.FIRST_TO_EXPIRE); // Those with free points.
    private final TierPoints tierPoints = new TierPoints();

    void add(Lot lot) {
        updateIndexes(lots.put(lot.id(), lot), lot);
    }

    Lot get(LotId id) {
        return lots.get(id);
    }

    void use(List<LotChange> uses) {
        uses.forEach(use -> change(use.lotId(), lot -> lot.after(use)));
    }

    void expire(List<LotChange> uses) {
        uses.forEach(use -> change(use.lotId(), lot -> lot.expired(use)));
    }

    void reverse(List<LotReversal> shares) {
        shares.forEach(share -> change(share.lotId(), lot -> lot.after(share)));
    }

    /// Takes at most `most` free points from the lots that match; `reserve` reserves them for a
    /// reward.
    List<LotChange> take(Predicate<Lot> wanted, long most, boolean reserve) {
        return take(open.stream().filter(wanted), most, reserve);
    }

    /// Takes at most `most` of the points that are still free after these uses.
    List<LotChange> takeAfter(List<LotChange> uses, long most) {
        var used = uses.stream().collect(Collectors.toMap(LotChange::lotId, Function.identity()));
        var left = open.stream().map(lot -> used.containsKey(lot.id()) ? lot.after(used.get(lot.id())) : lot);
        return take(left, most, false);
    }

    /// Takes all free points that have expired.
    List<LotChange> takeExpired(Instant at) {
        return open.stream()
                .takeWhile(lot -> lot.isExpired(at))
                .map(lot -> lot.use(lot.available(), 0))
                .toList();
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

    /// Earned points that have not expired, redeemed or not, without those reversed.
    long countingForTier(Instant at) {
        return tierPoints.validAt(at);
    }

    static long sum(List<LotChange> uses) {
        return uses.stream().mapToLong(LotChange::points).sum();
    }

    /// Stops at the lot that has enough, so that the later ones cost nothing.
    private static List<LotChange> take(Stream<Lot> lots, long most, boolean reserve) {
        var uses = new ArrayList<LotChange>();
        var from = lots.iterator();
        for (var rest = most; rest > 0 && from.hasNext(); ) {
            var lot = from.next();
            var amount = Math.min(rest, lot.available());
            if (amount > 0) {
                uses.add(lot.use(amount, reserve ? amount : 0));
                rest -= amount;
            }
        }
        return uses;
    }

    private void change(LotId id, UnaryOperator<Lot> change) {
        var before = lots.get(id);
        if (before != null) {
            add(change.apply(before));
        }
    }

    private void updateIndexes(@Nullable Lot before, Lot after) {
        if (before != null) {
            open.remove(before);
            tierPoints.add(before.expiresAt(), -before.tierPoints());
        }
        if (after.available() > 0) {
            open.add(after);
        }
        tierPoints.add(after.expiresAt(), after.tierPoints());
    }
}
