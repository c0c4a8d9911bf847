package io.packhouse.loyalty.query;

import io.packhouse.engine.http.RequiresScope;
import io.packhouse.engine.query.CursorCodec;
import io.packhouse.engine.query.ETags;
import io.packhouse.engine.query.KeysetPage;
import io.packhouse.engine.query.KeysetPageRequest;
import io.packhouse.engine.query.KeysetQuery;
import io.packhouse.engine.query.ReadsProjections;
import io.packhouse.loyalty.api.LoyaltyRefusal;
import io.packhouse.loyalty.api.reward.RewardId;
import io.packhouse.loyalty.api.reward.RewardView;
import io.packhouse.shared.api.CommandRejectedException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// The catalog of rewards.
@RestController
@RequestMapping("/api/v1/loyalty/rewards")
@ReadsProjections("projection-loyalty-rewards")
class RewardsEndpoint {

    private static final String SELECT = "select * from read.loyalty_reward where true";
    private static final KeysetQuery<RewardView> LIST =
            new KeysetQuery<>(SELECT, "reward_id", text -> text, false, (row, _) -> view(row), RewardView::rewardId);

    private final JdbcClient jdbc;
    private final CursorCodec cursorCodec;

    RewardsEndpoint(@Qualifier("readerDataSource") DataSource reader, CursorCodec cursorCodec) {
        jdbc = JdbcClient.create(reader);
        this.cursorCodec = cursorCodec;
    }

    /// The rewards that can be redeemed now.
    @GetMapping
    @RequiresScope("loyalty:read")
    KeysetPage<RewardView> list(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        return LIST.read(
                jdbc,
                KeysetPageRequest.of(cursorCodec, "/api/v1/loyalty/rewards", new TreeMap<>(), limit, cursor),
                " and not retired and (max_claims is null or claimed < max_claims)",
                List.of());
    }

    /// One reward, also when it is retired or exhausted.
    @GetMapping("/{id}")
    @RequiresScope("loyalty:read")
    ResponseEntity<RewardView> one(@PathVariable RewardId id, WebRequest request) {
        return jdbc.sql(SELECT + " and reward_id = ?")
                .param(id.value())
                .query((row, _) -> ETags.own(request, version(row), view(row)))
                .optional()
                .orElseThrow(() ->
                        new CommandRejectedException(LoyaltyRefusal.UNKNOWN_REWARD, Map.of("rewardId", id.value())));
    }

    private static String version(ResultSet row) throws SQLException {
        return ETags.version(String.valueOf(row.getLong("position")), row.getLong("stream_version"));
    }

    private static RewardView view(ResultSet row) throws SQLException {
        return new RewardView(
                row.getString("reward_id"),
                row.getInt("version"),
                row.getString("name"),
                row.getString("description"),
                row.getLong("points"),
                row.getString("from_tier"),
                row.getObject("max_claims", Integer.class),
                row.getInt("claimed"),
                row.getBoolean("retired"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }
}
