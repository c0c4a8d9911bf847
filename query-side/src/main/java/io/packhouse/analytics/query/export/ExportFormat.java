package io.packhouse.analytics.query.export;

import io.packhouse.analytics.query.export.TableFile.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The file formats of an export.
enum ExportFormat {
    CSV("csv", MediaTypes.CSV + ";charset=UTF-8"),
    XLSX("xlsx", MediaTypes.XLSX),
    JSONL("jsonl", MediaTypes.JSONL),
    PARQUET("parquet", MediaTypes.PARQUET);

    /// Constants, because annotations need them.
    static final class MediaTypes {

        static final String CSV = "text/csv";
        static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        static final String JSONL = "application/x-ndjson";
        static final String PARQUET = "application/vnd.apache.parquet";

        private MediaTypes() {}
    }

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
