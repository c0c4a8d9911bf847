package io.packhouse.loyalty.query;

import io.packhouse.engine.door.Caller;
import io.packhouse.engine.door.Requires;
import io.packhouse.engine.personal.SealedTexts;
import io.packhouse.engine.personal.Vault;
import io.packhouse.engine.reading.Cursors;
import io.packhouse.engine.reading.Keyset;
import io.packhouse.engine.reading.Listing;
import io.packhouse.engine.reading.Pages;
import io.packhouse.engine.reading.ReadsFrom;
import io.packhouse.loyalty.api.LoyaltyEntryView;
import io.packhouse.loyalty.api.RedemptionId;
import io.packhouse.loyalty.api.RedemptionView;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Refusal;
import io.packhouse.shared.api.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The ledger and redemptions, newest first: everybody's own, and anybody's for staff.
@RestController
@RequestMapping("/api/v1/loyalty")
@ReadsFrom("projection-loyalty")
class LedgerEndpoint {

    private static final String READ = "loyalty:read";
    private static final Keyset<Row> ENTRIES =
            new Keyset<>(
                    "select * from read.loyalty_transaction where true",
                    "position",
                    Long::valueOf,
                    true,
                    (row, _) -> new Row(entry(row), row.getString("note")),
                    row -> row.view().position());
    private static final Keyset<RedemptionView> REDEMPTIONS =
            new Keyset<>(
                    "select * from read.loyalty_redemption where true",
                    "redemption_id",
                    text -> text,
                    true,
                    (row, _) -> redemption(row),
                    RedemptionView::redemptionId);

    private final JdbcClient jdbc;
    private final Cursors cursors;
    private final Vault vault;

    /// `note` is what somebody typed, still sealed.
    private record Row(LoyaltyEntryView view, @Nullable String note) {

        LoyaltyEntryView opened(SealedTexts texts) {
            return note == null ? view : view.withReason(texts.open(note));
        }
    }

    /// What may be wrong with the id of a redemption.
    private enum Unknown implements Refusal {
        UNKNOWN_REDEMPTION;

        @Override
        public String sentence() {
            return "There is no redemption of yours under that id.";
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    LedgerEndpoint(@Qualifier("readerDataSource") DataSource reader, Cursors cursors, Vault vault) {
        jdbc = JdbcClient.create(reader);
        this.cursors = cursors;
        this.vault = vault;
    }

    /// What happened to points; `person` counts for staff only.
    @GetMapping("/transactions")
    @Requires(READ)
    Listing<LoyaltyEntryView> transactions(
            @RequestParam(required = false) @Nullable PersonId person,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var texts = vault.texts();
        return list(ENTRIES, "/api/v1/loyalty/transactions", person, limit, cursor, caller)
                .map(row -> row.opened(texts));
    }

    @GetMapping("/redemptions")
    @Requires(READ)
    Listing<RedemptionView> redemptions(
            @RequestParam(required = false) @Nullable PersonId person,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return list(REDEMPTIONS, "/api/v1/loyalty/redemptions", person, limit, cursor, caller);
    }

    @GetMapping("/redemptions/{id}")
    @Requires(READ)
    RedemptionView one(@PathVariable RedemptionId id, Caller caller) {
        return jdbc.sql(
                        "select * from read.loyalty_redemption where redemption_id = ?"
                                + " and (? or person = ?)")
                .params(id.value(), caller.may("loyalty:manage"), caller.actor())
                .query((row, _) -> redemption(row))
                .optional()
                .orElseThrow(
                        () ->
                                new Refused(
                                        Unknown.UNKNOWN_REDEMPTION,
                                        Map.of("redemptionId", id.value())));
    }

    private <T> Listing<T> list(
            Keyset<T> keyset,
            String path,
            @Nullable PersonId person,
            int limit,
            @Nullable String cursor,
            Caller caller) {
        var filter = new TreeMap<String, String>();
        if (!caller.may("loyalty:manage")) {
            filter.put("person", caller.actor());
        } else if (person != null) {
            filter.put("person", person.value());
        }
        return keyset.read(
                jdbc,
                Pages.of(cursors, path, filter, limit, cursor),
                filter.isEmpty() ? "" : " and person = ?",
                List.copyOf(filter.values()));
    }

    private static LoyaltyEntryView entry(ResultSet row) throws SQLException {
        return new LoyaltyEntryView(
                row.getLong("position"),
                row.getString("person"),
                row.getString("kind"),
                row.getLong("points"),
                row.getLong("balance"),
                row.getString("reference"),
                row.getString("reason"),
                row.getString("actor"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }

    private static RedemptionView redemption(ResultSet row) throws SQLException {
        return new RedemptionView(
                row.getString("redemption_id"),
                row.getString("person"),
                row.getString("reward_id"),
                row.getInt("reward_version"),
                row.getLong("points"),
                row.getString("status"),
                row.getString("reason"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
