package io.packhouse.loyalty.query;

import io.packhouse.engine.http.Caller;
import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.loyalty.api.LoyaltyRefusal;
import io.packhouse.loyalty.api.account.BalanceView;
import io.packhouse.loyalty.api.account.BalanceView.LotView;
import io.packhouse.shared.api.CommandRejectedException;
import io.packhouse.shared.api.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Balances with their lots: the caller's own, and any account for staff.
@RestController
@RequestMapping("/api/v1/loyalty")
@ReadsProjections("projection-loyalty")
class BalanceEndpoint {

    private static final String LOTS = """
            select * from read.loyalty_lot
            where account_id = ? and available_points + reserved > 0
            order by expires_at, lot_id""";

    private final JdbcClient jdbc;

    BalanceEndpoint(@Qualifier("readerDataSource") DataSource reader) {
        jdbc = JdbcClient.create(reader);
    }

    /// The caller's own balance; all zero before the first point.
    @GetMapping("/balance")
    @RequiresScope("loyalty:read")
    BalanceView own(Caller caller) {
        return read(caller.actor(), caller.at())
                .orElseGet(() ->
                        new BalanceView(caller.actor(), "GREEN", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), caller.at()));
    }

    /// The balance of any account, for staff. 404 UNKNOWN_ACCOUNT.
    @GetMapping("/accounts/{person}")
    @RequiresScope("loyalty:manage")
    BalanceView one(@PathVariable PersonId person, Caller caller) {
        return read(person.value(), caller.at())
                .orElseThrow(() ->
                        new CommandRejectedException(LoyaltyRefusal.UNKNOWN_ACCOUNT, Map.of("person", person.value())));
    }

    private Optional<BalanceView> read(String person, Instant at) {
        var lots = lots(person);
        var pending = lots.stream()
                .filter(lot -> at.isBefore(lot.availableAt()))
                .mapToLong(LotView::available)
                .sum();
        var spendable = lots.stream()
                .filter(lot -> !at.isBefore(lot.availableAt()))
                .filter(lot -> at.isBefore(lot.expiresAt()))
                .mapToLong(LotView::available)
                .sum();
        return jdbc.sql("select * from read.loyalty_account where account_id = ?")
                .param("loy_" + person)
                .query((row, _) -> view(row, spendable, pending, lots))
                .optional();
    }

    private List<LotView> lots(String person) {
        return jdbc.sql(LOTS).param("loy_" + person).query((row, _) -> lot(row)).list();
    }

    private static BalanceView view(ResultSet row, long spendable, long pending, List<LotView> lots)
            throws SQLException {
        return new BalanceView(
                row.getString("person"),
                row.getString("tier"),
                row.getLong("points"),
                spendable,
                pending,
                row.getLong("reserved"),
                row.getLong("owed"),
                row.getLong("earned"),
                row.getLong("spent"),
                row.getLong("expired"),
                row.getLong("reversed"),
                row.getLong("deducted"),
                lots,
                time(row, "changed_at"));
    }

    private static LotView lot(ResultSet row) throws SQLException {
        return new LotView(
                row.getString("lot_id"),
                row.getString("source"),
                row.getString("reference"),
                row.getLong("points"),
                row.getLong("available_points"),
                row.getLong("reserved"),
                time(row, "earned_at"),
                time(row, "available_at"),
                time(row, "expires_at"));
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
