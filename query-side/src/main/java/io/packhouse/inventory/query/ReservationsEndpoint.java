package io.packhouse.inventory.query;

import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.inventory.api.InventoryRefusal;
import io.packhouse.inventory.api.ReservationId;
import io.packhouse.inventory.query.ReservationView.Item;
import io.packhouse.shared.api.CommandRejectedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Reservations, of orders and manual ones, open or ended.
@RestController
@RequestMapping("/api/v1/inventory/reservations")
@ReadsProjections("projection-stock")
class ReservationsEndpoint {

    private static final List<String> OPEN_LONGEST_FIRST =
            List.of("RESERVED", "COMMITTED", "DISPATCHED", "RELEASED", "EXPIRED");

    private static final String SELECT = """
            select p.*, s.sku,
                coalesce(p.outcome, case when p.committed then 'COMMITTED' else 'RESERVED' end)
                    as status
            from read.inventory_reservation p join read.inventory_stock s using (item_id)
            where p.reservation_id = ? order by p.item_id
            """;

    private final JdbcClient jdbc;

    private record Row(Item item, String owner, Instant expiresAt, Instant changedAt, long position) {}

    ReservationsEndpoint(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    /// The reserved items, their owner and expiry. A rejected request has no reservation.
    @GetMapping("/{id}")
    @RequiresScope("inventory:read")
    ResponseEntity<ReservationView> one(@PathVariable ReservationId id, WebRequest request) {
        var rows =
                jdbc.sql(SELECT).param(id.value()).query((row, _) -> row(row)).list();
        if (rows.isEmpty()) {
            throw new CommandRejectedException(
                    InventoryRefusal.UNKNOWN_RESERVATION, Map.of("reservationId", id.value()));
        }
        var newest = rows.stream().max(Comparator.comparingLong(Row::position)).orElseThrow();
        var items = rows.stream().map(Row::item).toList();
        var view = new ReservationView(
                id.value(), status(items), newest.owner(), newest.expiresAt(), items, newest.changedAt());
        return ETags.own(request, String.valueOf(newest.position()), view);
    }

    private static String status(List<Item> items) {
        return OPEN_LONGEST_FIRST.stream()
                .filter(status -> items.stream().anyMatch(item -> item.status().equals(status)))
                .findFirst()
                .orElseThrow();
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                new Item(
                        row.getString("item_id"),
                        row.getString("sku"),
                        row.getInt("quantity"),
                        row.getString("status")),
                row.getString("owner"),
                instant(row, "expires_at"),
                instant(row, "changed_at"),
                row.getLong("position"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
