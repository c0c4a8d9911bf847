package io.packhouse.analytics.query;

import io.packhouse.analytics.query.TableFile.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The formats a table can be had in.
enum ExportFormat {
    CSV("csv", "text/csv;charset=UTF-8"),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    JSONL("jsonl", "application/x-ndjson"),
    PARQUET("parquet", "application/vnd.apache.parquet");

    private final String ending;
    private final String mediaType;

    ExportFormat(String ending, String mediaType) {
        this.ending = ending;
        this.mediaType = mediaType;
    }

    String ending() {
        return ending;
    }

    String mediaType() {
        return mediaType;
    }

    TableFile open(Path file, String table, List<Column> columns) throws IOException {
        return switch (this) {
            case CSV -> new CsvFile(file, columns);
            case XLSX -> new XlsxFile(file, table, columns);
            case JSONL -> new JsonLinesFile(file, columns);
            case PARQUET -> new ParquetFile(file, table, columns);
        };
    }
}
