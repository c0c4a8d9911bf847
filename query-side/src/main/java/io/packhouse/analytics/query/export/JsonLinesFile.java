package io.packhouse.analytics.query.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// One JSON object per line; null values are omitted.
final class JsonLinesFile implements TableFile {

    private final List<Column> columns;
    private final JsonGenerator json;

    JsonLinesFile(Path file, List<Column> columns) throws IOException {
        this.columns = columns;
        var factory = JsonFactory.builder().rootValueSeparator("\n").build();
        json = factory.createGenerator(ObjectWriteContext.empty(), Files.newBufferedWriter(file));
    }

    @Override
    public void write(List<@Nullable Object> row) {
        json.writeStartObject();
        for (var i = 0; i < row.size(); i++) {
            var name = columns.get(i).name();
            switch (row.get(i)) {
                case null -> {}
                case Long number -> json.writeNumberProperty(name, number);
                case Boolean truth -> json.writeBooleanProperty(name, truth);
                case Object value -> json.writeStringProperty(name, value.toString());
            }
        }
        json.writeEndObject();
    }

    @Override
    public void close() {
        json.writeRaw('\n');
        json.close();
    }
}
