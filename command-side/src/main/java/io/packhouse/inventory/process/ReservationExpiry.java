package io.packhouse.inventory.process;

import io.packhouse.engine.scheduling.DueWork;
import io.packhouse.inventory.api.InventoryCommand.ExpireReservation;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.ReservationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Expires the reservations that are past their time and neither committed nor released. If it is late,
/// nothing wrong is sold: a commit is refused by the clock.
@Component
class ReservationExpiry implements DueWork {

    private static final String DUE = """
            select reservation_id, min(expires_at) as expires_at, array_agg(item_id) as items
            from read.inventory_reservation
            where not committed and outcome is null and expires_at <= ?
            group by reservation_id order by min(expires_at) limit 5000""";

    private final JdbcClient jdbc;

    ReservationExpiry(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<ExpireReservation> due(Instant now) {
        return jdbc.sql(DUE)
                .param(now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> command(row))
                .list();
    }

    private static ExpireReservation command(ResultSet row) throws SQLException {
        var items = (String[]) row.getArray("items").getArray();
        return new ExpireReservation(
                new ReservationId(row.getString("reservation_id")),
                Arrays.stream(items).map(InventoryItemId::new).collect(Collectors.toCollection(TreeSet::new)),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }
}
