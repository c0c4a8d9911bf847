package io.packhouse.inventory.query;

import io.packhouse.engine.door.Requires;
import io.packhouse.engine.personal.SealedTexts;
import io.packhouse.engine.personal.Vault;
import io.packhouse.engine.reading.Cursors;
import io.packhouse.engine.reading.Keyset;
import io.packhouse.engine.reading.Listing;
import io.packhouse.engine.reading.Pages;
import io.packhouse.engine.reading.ReadsFrom;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.MovementView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The movement journal, newest first.
@RestController
@RequestMapping({"/api/v1/inventory/movements", "/api/v1/inventory/transactions"})
@ReadsFrom("projection-movements")
class MovementEndpoint {

    private static final Keyset<Row> LIST =
            new Keyset<>(
                    "select * from read.inventory_movement where true",
                    "position",
                    Long::valueOf,
                    true,
                    (row, _) -> new Row(view(row), row.getString("note")),
                    row -> row.view().position());

    private final JdbcClient jdbc;
    private final Cursors cursors;
    private final Vault vault;

    /// `note` is what somebody typed, still sealed.
    private record Row(MovementView view, @Nullable String note) {

        MovementView opened(SealedTexts texts) {
            return note == null ? view : view.withReason(texts.open(note));
        }
    }

    MovementEndpoint(
            @Qualifier("readerDataSource") DataSource reader, Cursors cursors, Vault vault) {
        jdbc = JdbcClient.create(reader);
        this.cursors = cursors;
        this.vault = vault;
    }

    /// Every movement, or those of one item.
    @GetMapping
    @Requires("inventory:read")
    Listing<MovementView> list(
            @RequestParam(required = false) @Nullable InventoryItemId item,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new TreeMap<String, String>();
        if (item != null) {
            filter.put("item", item.value());
        }
        var texts = vault.texts();
        return LIST.read(
                        jdbc,
                        Pages.of(cursors, "/api/v1/inventory/movements", filter, limit, cursor),
                        item == null ? "" : " and item_id = ?",
                        List.copyOf(filter.values()))
                .map(row -> row.opened(texts));
    }

    private static MovementView view(ResultSet row) throws SQLException {
        return new MovementView(
                row.getLong("position"),
                row.getString("item_id"),
                row.getString("action"),
                row.getInt("quantity"),
                row.getObject("available", Integer.class),
                row.getString("reference"),
                row.getString("reason"),
                row.getString("actor"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
