package io.packhouse.engine.operations;

import io.packhouse.engine.eventstore.Positions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Who works on which segment, as the table of tokens has it: what all nodes agree on.
final class SegmentClaims {

    private static final String SELECT =
            """
            select processor_name, segment, token, token_type,
                case when timestamp::timestamptz > now() - make_interval(secs => ?) then owner end
                    as owner
            from engine.token_entry
            """;

    private static final Duration NOT_AGAIN = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final long silence;
    private final Predicate<String> isHere;

    /// `owner` is null when nobody has said for a while that it works on it.
    record Claim(String processor, int segment, @Nullable String owner, long position) {}

    SegmentClaims(
            JdbcClient jdbc, Serializer serializer, Duration silence, Predicate<String> isHere) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.silence = silence.toSeconds();
        this.isHere = isHere;
    }

    /// Gives a segment of this node up, and does not take it back for a second. Axon reckons when
    /// that ends by the clock of events, and looks whether it has by that of the processor.
    static void letGo(StreamingEventProcessor processor, int segment) {
        var behind = Duration.between(GenericEventMessage.clock.instant(), Instant.now());
        var until = behind.plus(NOT_AGAIN).toMillis();
        processor.releaseSegment(segment, until, TimeUnit.MILLISECONDS);
    }

    List<Claim> all() {
        return jdbc.sql(SELECT + " where not starts_with(processor_name, '__')")
                .param(silence)
                .query((row, _) -> claim(row))
                .list();
    }

    List<Claim> of(String processor) {
        return jdbc.sql(SELECT + " where processor_name = ? order by segment")
                .params(silence, processor)
                .query((row, _) -> claim(row))
                .list();
    }

    /// Whether a node has it: this one, which may not have said so yet, or one that said so within
    /// a minute, which may be slow. A newer version may have none of that name.
    boolean isSomebodys(String processor) {
        return isHere.test(processor)
                || jdbc.sql(
                                "select exists (select from engine.node where ? = any (processors)"
                                        + " and seen_at > now() - interval '1 minute')")
                        .param(processor)
                        .query(Boolean.class)
                        .single();
    }

    private Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getString("processor_name"),
                row.getInt("segment"),
                row.getString("owner"),
                position(row.getBytes("token"), row.getString("token_type")));
    }

    /// The position a stored token stands at; −1 before the first event.
    long position(byte @Nullable [] token, @Nullable String type) {
        if (token == null || type == null) {
            return -1;
        }
        TrackingToken read =
                serializer.deserialize(
                        new SimpleSerializedObject<>(token, byte[].class, type, null));
        return Positions.of(read);
    }
}
