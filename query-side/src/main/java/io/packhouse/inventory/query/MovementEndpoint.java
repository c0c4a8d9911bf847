package io.packhouse.inventory.query;

import io.packhouse.engine.encryption.EncryptedTexts;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.inventory.api.InventoryItemId;
import io.packhouse.inventory.api.StockMovementView;
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
@ReadsProjections("projection-movements")
class MovementEndpoint {

    private static final KeysetQuery<Row> LIST = new KeysetQuery<>(
            "select * from read.inventory_movement where true",
            "position",
            Long::valueOf,
            true,
            (row, _) -> new Row(view(row), row.getString("note")),
            row -> row.view().position());

    private final JdbcClient jdbc;
    private final CursorCodec cursorCodec;
    private final PersonalDataCipher personalDataCipher;

    /// `note` is a text by staff, still encrypted.
    private record Row(StockMovementView view, @Nullable String note) {

        StockMovementView opened(EncryptedTexts texts) {
            return note == null ? view : view.withReason(texts.open(note));
        }
    }

    MovementEndpoint(
            @Qualifier("readerDataSource") DataSource reader,
            CursorCodec cursorCodec,
            PersonalDataCipher personalDataCipher) {
        jdbc = JdbcClient.create(reader);
        this.cursorCodec = cursorCodec;
        this.personalDataCipher = personalDataCipher;
    }

    /// All movements, or those of one item.
    @GetMapping
    @RequiresScope("inventory:read")
    KeysetPage<StockMovementView> list(
            @RequestParam(required = false) @Nullable InventoryItemId item,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var filter = new TreeMap<String, String>();
        if (item != null) {
            filter.put("item", item.value());
        }
        var texts = personalDataCipher.texts();
        return LIST.read(
                        jdbc,
                        KeysetPageRequest.of(cursorCodec, "/api/v1/inventory/movements", filter, limit, cursor),
                        item == null ? "" : " and item_id = ?",
                        List.copyOf(filter.values()))
                .map(row -> row.opened(texts));
    }

    private static StockMovementView view(ResultSet row) throws SQLException {
        return new StockMovementView(
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
