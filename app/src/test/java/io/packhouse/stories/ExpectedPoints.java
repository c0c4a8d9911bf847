package io.packhouse.stories;

import io.packhouse.stories.ExpectedTotals.StoredEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Members' points summed up from the events' amounts, without the balances that the events
/// contain.
final class ExpectedPoints {

    private static final class Member {
        String tier = "GREEN";
        long left;
        long reserved;
        long owed;
    }

    private final Map<String, Member> members = new TreeMap<>();
    private final Map<String, long[]> months = new TreeMap<>();

    ExpectedPoints(List<StoredEvent> events) {
        events.stream()
                .filter(event -> event.stream().startsWith("loy_"))
                .forEach(event -> take(event, event.payload().path("points").asLong()));
    }

    /// `tier members free reserved owed`.
    List<String> byTier() {
        var sums = new TreeMap<String, long[]>();
        for (var member : members.values()) {
            var sum = sums.computeIfAbsent(member.tier, _ -> new long[4]);
            sum[0]++;
            sum[1] += member.left;
            sum[2] += member.reserved;
            sum[3] += member.owed;
        }
        return rows(sums);
    }

    /// `month earned spent`.
    List<String> byMonth() {
        return rows(months);
    }

    private void take(StoredEvent event, long points) {
        var member = members.computeIfAbsent(event.stream(), _ -> new Member());
        var payload = event.payload();
        var first = ExpectedTotals.day(event.at()).withDayOfMonth(1);
        var month = months.computeIfAbsent(first.toString(), _ -> new long[2]);
        switch (event.name().substring("loyalty.".length())) {
            case "PointsEarned" -> {
                member.left += points;
                month[0] += points;
            }
            case "PointsReversed", "BonusReversed" -> {
                member.left -= sum(payload.path("taken")) + sum(payload.path("recovered"));
                member.owed += payload.path("owed").asLong();
            }
            case "PointsDebtSettled" -> {
                member.left -= sum(payload.path("lots"));
                member.owed -= sum(payload.path("lots"));
            }
            case "PointsReserved" -> {
                member.left -= points;
                member.reserved += points;
            }
            case "PointsRedeemed" -> {
                member.reserved -= points;
                month[1] += points;
            }
            case "PointsReleased" -> {
                member.reserved -= points;
                member.left += points;
            }
            case "PointsExpired", "PointsDeducted" -> member.left -= points;
            case "TierChanged" -> member.tier = payload.path("to").asString();
            case "NoPointsEarned", "RedemptionRejected" -> {}
            default -> throw new IllegalArgumentException("No sum is defined for " + event.name());
        }
    }

    private static long sum(JsonNode uses) {
        var sum = 0L;
        for (var use : uses) {
            sum += use.path("points").asLong();
        }
        return sum;
    }

    private static List<String> rows(Map<String, long[]> sums) {
        return sums.entrySet().stream()
                .map(row -> row.getKey()
                        + " "
                        + Arrays.stream(row.getValue()).mapToObj(Long::toString).collect(Collectors.joining(" ")))
                .toList();
    }
}
