package io.packhouse.engine.processor;

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

/// The owners of segments, from the token table: the shared truth of all nodes.
public final class SegmentClaims {

    private static final String SELECT = """
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

    /// `owner` is null when the claim has expired.
    public record Claim(
            String processor, int segment, @Nullable String owner, long position) {}

    public SegmentClaims(JdbcClient jdbc, Serializer serializer, Duration silence, Predicate<String> isHere) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.silence = silence.toSeconds();
        this.isHere = isHere;
    }

    /// Releases a segment of this node, and does not claim it again for a second. Axon computes the
    /// end of that second by the clock of events, and compares it with the processor's clock.
    public static void letGo(StreamingEventProcessor processor, int segment) {
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

    public List<Claim> of(String processor) {
        return jdbc.sql(SELECT + " where processor_name = ? order by segment")
                .params(silence, processor)
                .query((row, _) -> claim(row))
                .list();
    }

    /// Whether a node has the processor: this one, which may not have reported it yet, or one that
    /// reported it within a minute, which may be slow. A newer version may have no processor of
    /// that name.
    public boolean hasOwner(String processor) {
        return isHere.test(processor)
                || jdbc.sql("""
                        select exists (select from engine.node where ? = any (processors)
                        and seen_at > now() - interval '1 minute')""").param(processor).query(Boolean.class).single();
    }

    private Claim claim(ResultSet row) throws SQLException {
        return new Claim(
                row.getString("processor_name"),
                row.getInt("segment"),
                row.getString("owner"),
                position(row.getBytes("token"), row.getString("token_type")));
    }

    /// The position of a stored token; −1 before the first event.
    long position(byte @Nullable [] token, @Nullable String type) {
        if (token == null || type == null) {
            return -1;
        }
        TrackingToken read = serializer.deserialize(new SimpleSerializedObject<>(token, byte[].class, type, null));
        return Positions.of(read);
    }
}
