package io.packhouse.engine.processor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterStatementFactory;
import org.axonframework.serialization.Serializer;

/// Axon 4.13.0 pages through claimable dead letters by comparing their index with the offset, and
/// so never finds those beyond the first page (AxonFramework issue 4544).
public final class FixedDeadLetterStatementFactory extends DefaultDeadLetterStatementFactory<EventMessage<?>> {

    private static final String SQL = """
            select * from engine.dead_letter_entry l
            where l.processing_group = ?
              and l.sequence_index = (
                select min(first.sequence_index) from engine.dead_letter_entry first
                where first.processing_group = l.processing_group
                  and first.sequence_identifier = l.sequence_identifier)
              and (l.processing_started is null or l.processing_started < ?)
            order by l.last_touched, l.dead_letter_identifier
            offset ? limit ?
            """;

    public FixedDeadLetterStatementFactory(DeadLetterSchema schema, Serializer serializer, Serializer events) {
        super(DefaultDeadLetterStatementFactory.<EventMessage<?>>builder()
                .schema(schema)
                .genericSerializer(serializer)
                .eventSerializer(events));
    }

    @Override
    public PreparedStatement claimableSequencesStatement(
            Connection connection, String processingGroup, Instant processingStartedLimit, int offset, int maxSize)
            throws SQLException {
        var statement = connection.prepareStatement(SQL);
        statement.setString(1, processingGroup);
        statement.setString(2, DateTimeUtils.formatInstant(processingStartedLimit));
        statement.setInt(3, offset);
        statement.setInt(4, maxSize);
        return statement;
    }
}
