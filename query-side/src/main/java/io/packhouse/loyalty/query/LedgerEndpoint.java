package io.packhouse.loyalty.query;

import io.packhouse.engine.encryption.EncryptedTexts;
import io.packhouse.engine.encryption.PersonalDataCipher;
import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.loyalty.api.account.LoyaltyEntryView;
import io.packhouse.loyalty.api.account.RedemptionId;
import io.packhouse.loyalty.api.account.RedemptionView;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import io.packhouse.shared.api.Refusal;
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

/// The ledger and redemptions, newest first: the caller's own, and any account for staff.
@RestController
@RequestMapping("/api/v1/loyalty")
@ReadsProjections("projection-loyalty")
class LedgerEndpoint {

    private static final String READ = "loyalty:read";
    private static final KeysetQuery<Row> ENTRIES = new KeysetQuery<>(
            "select * from read.loyalty_transaction where true",
            "position",
            Long::valueOf,
            true,
            (row, _) -> new Row(entry(row), row.getString("note")),
            row -> row.view().position());
    private static final KeysetQuery<RedemptionView> REDEMPTIONS = new KeysetQuery<>(
            "select * from read.loyalty_redemption where true",
            "redemption_id",
            text -> text,
            true,
            (row, _) -> redemption(row),
            RedemptionView::redemptionId);

    private final JdbcClient jdbc;
    private final CursorCodec cursorCodec;
    private final PersonalDataCipher personalDataCipher;

    /// `note` is a text by staff, still encrypted.
    private record Row(LoyaltyEntryView view, @Nullable String note) {

        LoyaltyEntryView opened(EncryptedTexts texts) {
            return note == null ? view : view.withReason(texts.open(note));
        }
    }

    /// The refusal of an unknown redemption id.
    private enum Unknown implements Refusal {
        UNKNOWN_REDEMPTION;

        @Override
        public String sentence() {
            return "There is no redemption of yours under that id.";
        }

        @Override
        public Kind kind() {
            return Kind.NOT_FOUND;
        }
    }

    LedgerEndpoint(
            @Qualifier("readerDataSource") DataSource reader,
            CursorCodec cursorCodec,
            PersonalDataCipher personalDataCipher) {
        jdbc = JdbcClient.create(reader);
        this.cursorCodec = cursorCodec;
        this.personalDataCipher = personalDataCipher;
    }

    /// The changes of a balance; `person` is for staff only.
    @GetMapping("/transactions")
    @RequiresScope(READ)
    KeysetPage<LoyaltyEntryView> transactions(
            @RequestParam(required = false) @Nullable PersonId person,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        var texts = personalDataCipher.texts();
        return list(ENTRIES, "/api/v1/loyalty/transactions", person, limit, cursor, caller)
                .map(row -> row.opened(texts));
    }

    @GetMapping("/redemptions")
    @RequiresScope(READ)
    KeysetPage<RedemptionView> redemptions(
            @RequestParam(required = false) @Nullable PersonId person,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return list(REDEMPTIONS, "/api/v1/loyalty/redemptions", person, limit, cursor, caller);
    }

    @GetMapping("/redemptions/{id}")
    @RequiresScope(READ)
    RedemptionView one(@PathVariable RedemptionId id, Caller caller) {
        return jdbc.sql("select * from read.loyalty_redemption where redemption_id = ? and (? or person = ?)")
                .params(id.value(), caller.may("loyalty:manage"), caller.actor())
                .query((row, _) -> redemption(row))
                .optional()
                .orElseThrow(() ->
                        new CommandRejectedException(Unknown.UNKNOWN_REDEMPTION, Map.of("redemptionId", id.value())));
    }

    private <T> KeysetPage<T> list(
            KeysetQuery<T> keysetQuery,
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
        return keysetQuery.read(
                jdbc,
                KeysetPageRequest.of(cursorCodec, path, filter, limit, cursor),
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
