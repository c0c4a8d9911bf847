package io.packhouse.analytics.query.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetFileWriter.Mode;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/// Columns with their SQL types, Snappy, in row groups small enough for memory. The few Hadoop
/// classes that Parquet's writer needs come from parquet-floor.
final class ParquetFile implements TableFile {

    private static final long BYTES_OF_A_ROW_GROUP = 8L * 1024 * 1024;

    private final ParquetWriter<List<@Nullable Object>> writer;

    ParquetFile(Path file, String table, List<Column> columns) throws IOException {
        var schema = new MessageType(
                table, columns.stream().<Type>map(ParquetFile::field).toList());
        writer = new Builder(new LocalOutputFile(file), new Rows(schema))
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withWriteMode(Mode.OVERWRITE) // A file left by a killed attempt.
                .withRowGroupSize(BYTES_OF_A_ROW_GROUP)
                .build();
    }

    @Override
    public void write(List<@Nullable Object> row) throws IOException {
        writer.write(row);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private static Type field(Column column) {
        return switch (column.kind()) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(column.name());
            case NUMBER -> Types.optional(PrimitiveTypeName.INT64).named(column.name());
            case TRUTH -> Types.optional(PrimitiveTypeName.BOOLEAN).named(column.name());
            case DAY ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(column.name());
            case INSTANT ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, TimeUnit.MICROS))
                        .named(column.name());
        };
    }

    private static final class Builder extends ParquetWriter.Builder<List<@Nullable Object>, Builder> {

        private final Rows rows;

        Builder(OutputFile file, Rows rows) {
            super(file);
            this.rows = rows;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // Parquet still calls this one.
        protected WriteSupport<List<@Nullable Object>> getWriteSupport(Configuration none) {
            return rows;
        }
    }

    private static final class Rows extends WriteSupport<List<@Nullable Object>> {

        private final MessageType schema;
        private @Nullable RecordConsumer consumer;

        Rows(MessageType schema) {
            this.schema = schema;
        }

        @Override
        @SuppressWarnings("deprecation")
        public WriteContext init(Configuration none) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer given) {
            consumer = given;
        }

        @Override
        public void write(List<@Nullable Object> row) {
            var to = java.util.Objects.requireNonNull(consumer);
            to.startMessage();
            for (var i = 0; i < row.size(); i++) {
                var value = row.get(i);
                if (value != null) {
                    to.startField(schema.getFieldName(i), i);
                    add(to, value);
                    to.endField(schema.getFieldName(i), i);
                }
            }
            to.endMessage();
        }

        private static void add(RecordConsumer to, Object value) {
            switch (value) {
                case Long number -> to.addLong(number);
                case Boolean truth -> to.addBoolean(truth);
                case LocalDate day -> to.addInteger(Math.toIntExact(day.toEpochDay()));
                case Instant at -> to.addLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
                default -> to.addBinary(Binary.fromString(value.toString()));
            }
        }
    }
}
