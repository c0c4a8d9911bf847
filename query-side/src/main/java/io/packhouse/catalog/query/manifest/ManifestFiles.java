package io.packhouse.catalog.query.manifest;

import static io.packhouse.engine.heavy.HeavyWork.Kind.DOCUMENT;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.packhouse.catalog.query.manifest.ManifestQueries.Heading;
import io.packhouse.catalog.query.manifest.ManifestViews.Line;
import io.packhouse.catalog.query.manifest.ManifestViews.ManifestVersion;
import io.packhouse.engine.csv.CsvInjectionGuard;
import io.packhouse.engine.heavy.HeavyWork;
import io.packhouse.shared.api.Money;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes one version as a file, line by line, so that no file has to fit into memory. Formats other
/// than text are written as heavy work first and then sent.
@Component
class ManifestFiles {

    private static final List<String> COLUMNS =
            List.of("sku", "product_name", "quantity", "condition", "unit_retail", "currency");
    private static final int ROWS_IN_MEMORY = 500;

    private final ManifestQueries manifests;
    private final JsonMapper json;
    private final HeavyWork heavy;
    private final String url;

    ManifestFiles(
            ManifestQueries manifests,
            JsonMapper json,
            HeavyWork heavy,
            @Value("${packhouse.public-url:http://127.0.0.1:${server.port:8080}}") String url) {
        this.manifests = manifests;
        this.json = json;
        this.heavy = heavy;
        this.url = url;
    }

    /// The file name is the same for every download of a version.
    void write(ManifestFormat format, Heading heading, ManifestVersion version, HttpServletResponse response)
            throws IOException {
        switch (format) {
            case JSON -> json(version, begun(format, heading, version, response));
            case CSV -> csv(version, begun(format, heading, version, response));
            case XLSX, PDF -> {
                try (var file = heavy.write(DOCUMENT, out -> write(format, heading, version, out))) {
                    file.sendTo(begun(format, heading, version, response));
                }
            }
        }
        response.getOutputStream().flush();
    }

    private void write(ManifestFormat format, Heading heading, ManifestVersion version, OutputStream out)
            throws IOException {
        if (format == ManifestFormat.PDF) {
            new ManifestPdf(heading, version, address(version)).write(manifests, out);
        } else {
            xlsx(version, out);
        }
    }

    private static OutputStream begun(
            ManifestFormat format, Heading heading, ManifestVersion version, HttpServletResponse response)
            throws IOException {
        var name = "manifest-%s-v%s.%s".formatted(heading.sku(), version.version(), format.ending());
        response.setContentType(format.mediaType());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment().filename(name).build().toString());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
        return response.getOutputStream();
    }

    private String address(ManifestVersion version) {
        return "%s/packs/%s/manifests/%s".formatted(url, version.packId(), version.version());
    }

    private void json(ManifestVersion version, OutputStream out) {
        try (var writer = json.createGenerator(out)) {
            writer.writeStartObject();
            writer.writeStringProperty("packId", version.packId());
            writer.writeNumberProperty("version", version.version());
            writer.writeStringProperty("contentId", version.contentId());
            writer.writeNumberProperty("units", version.units());
            writer.writeStringProperty("publishedAt", version.publishedAt().toString());
            writer.writeArrayPropertyStart("lines");
            manifests.each(version.contentId(), version.lines(), writer::writePOJO);
            writer.writeEndArray();
            writer.writeEndObject();
        }
    }

    private void csv(ManifestVersion version, OutputStream out) throws IOException {
        var writer = CsvWriter.builder().build(out);
        writer.writeRecord(COLUMNS);
        manifests.each(
                version.contentId(),
                version.lines(),
                line -> writer.writeRecord(
                        line.sku(),
                        CsvInjectionGuard.written(line.productName()),
                        String.valueOf(line.quantity()),
                        line.condition(),
                        amount(line.unitRetail()),
                        currency(line.unitRetail())));
        writer.flush();
    }

    /// A text cell of this format is never a formula, so it needs no prefix.
    private void xlsx(ManifestVersion version, OutputStream out) throws IOException {
        var book = new Workbook(out, "Packhouse", "1.0");
        var sheet = book.newWorksheet("Manifest v" + version.version());
        for (var i = 0; i < COLUMNS.size(); i++) {
            sheet.inlineString(0, i, COLUMNS.get(i));
        }
        manifests.<IOException>each(version.contentId(), version.lines(), line -> {
            var row = line.line();
            sheet.inlineString(row, 0, line.sku());
            sheet.inlineString(row, 1, CsvInjectionGuard.inWorkbook(line.productName()));
            sheet.value(row, 2, line.quantity());
            sheet.inlineString(row, 3, line.condition());
            retail(line, (text, column) -> sheet.inlineString(row, column, text));
            if (row % ROWS_IN_MEMORY == 0) {
                sheet.flush();
            }
        });
        sheet.finish();
        book.close();
    }

    private static void retail(Line line, java.util.function.BiConsumer<String, Integer> cell) {
        if (line.unitRetail() != null) {
            cell.accept(amount(line.unitRetail()), 4);
            cell.accept(currency(line.unitRetail()), 5);
        }
    }

    static String amount(@Nullable Money money) {
        return money == null
                ? ""
                : BigDecimal.valueOf(money.amountMinor(), money.currency().getDefaultFractionDigits())
                        .toPlainString();
    }

    static String currency(@Nullable Money money) {
        return money == null ? "" : money.currency().getCurrencyCode();
    }
}
