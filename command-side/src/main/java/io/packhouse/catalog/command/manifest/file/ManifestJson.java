package io.packhouse.catalog.command.manifest.file;

import static io.packhouse.catalog.api.manifest.ManifestRefusal.UNREADABLE_FILE;

import io.packhouse.shared.api.CommandRejectedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Rows from `{"lines":[{"sku","productName","quantity","condition","unitRetail":{"amountMinor",
/// "currency"}}]}`, one at a time.
final class ManifestJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ManifestJson() {}

    static void read(Path file, Consumer<ManifestRow> rows) throws IOException {
        try (var bytes = Files.newInputStream(file);
                var json = JSON.createParser(bytes)) {
            must(next(json) == JsonToken.START_OBJECT, json);
            must(next(json) == JsonToken.PROPERTY_NAME && json.currentName().equals("lines"), json);
            must(next(json) == JsonToken.START_ARRAY, json);
            var row = 0;
            while (next(json) != JsonToken.END_ARRAY) {
                must(json.currentToken() == JsonToken.START_OBJECT, json);
                row++;
                var line = json.currentTokenLocation().getLineNr();
                rows.accept(new ManifestJsonRow(row, line, tree(json)).read());
            }
            must(next(json) == JsonToken.END_OBJECT, json);
            must(next(json) == null, json);
        }
    }

    private static JsonNode tree(JsonParser json) {
        try {
            return json.readValueAsTree();
        } catch (JacksonException e) {
            throw unreadable(json, e.getOriginalMessage());
        }
    }

    private static @org.jspecify.annotations.Nullable JsonToken next(JsonParser json) {
        try {
            return json.nextToken();
        } catch (JacksonException e) {
            throw unreadable(json, e.getOriginalMessage());
        }
    }

    private static void must(boolean right, JsonParser json) {
        if (!right) {
            throw unreadable(json, "It is not {\"lines\":[{…}]}.");
        }
    }

    private static CommandRejectedException unreadable(JsonParser json, String why) {
        return new CommandRejectedException(
                UNREADABLE_FILE, Map.of("line", json.currentLocation().getLineNr(), "why", why));
    }
}
