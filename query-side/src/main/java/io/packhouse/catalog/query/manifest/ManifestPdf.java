package io.packhouse.catalog.query.manifest;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.QRCodeWriter;
import io.packhouse.catalog.query.manifest.ManifestQueries.Heading;
import io.packhouse.catalog.query.manifest.ManifestViews.Line;
import io.packhouse.catalog.query.manifest.ManifestViews.ManifestVersion;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.text.NumberFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.librepdf.openpdf.fonts.Liberation;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Image;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.Rectangle;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;

/// A manifest as PDF: heading, QR code with the address of its page, and its lines. At most ten
/// thousand lines are printed, with a note where the rest is.
final class ManifestPdf {

    static final int MOST_LINES = 10_000;

    private static final int LINES_IN_MEMORY = 200;
    private static final float QR_SIZE = 84;
    private static final float[] WIDTHS = {20, 42, 9, 15, 14};
    private static final Color INK = new Color(0x1F, 0x24, 0x29);
    private static final Color FAINT = new Color(0x5B, 0x64, 0x6E);
    private static final Color SHADE = new Color(0xEE, 0xF1, 0xF4);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("d MMMM yyyy, HH:mm 'UTC'", Locale.UK).withZone(ZoneOffset.UTC);

    private final Heading heading;
    private final ManifestVersion version;
    private final String address;
    private final Font plain;
    private final Font bold;
    private final Font title;
    private final Font faint;
    private boolean replaced;

    ManifestPdf(Heading heading, ManifestVersion version, String address) throws IOException {
        this.heading = heading;
        this.version = version;
        this.address = address;
        var sans = Liberation.SANS.create(8).getBaseFont();
        var strong = Liberation.SANS_BOLD.create(8).getBaseFont();
        plain = new Font(sans, 8, Font.NORMAL, INK);
        bold = new Font(strong, 8, Font.NORMAL, INK);
        title = new Font(strong, 18, Font.NORMAL, INK);
        faint = new Font(sans, 8, Font.NORMAL, FAINT);
    }

    void write(ManifestQueries manifests, OutputStream out) throws IOException {
        var document = new Document(PageSize.A4, 40, 40, 40, 48);
        var writer = PdfWriter.getInstance(document, out);
        writer.setCloseStream(false);
        writer.setPageEvent(new PdfPageFooter(faint, heading.sku() + " · manifest " + version.version()));
        document.addTitle("Manifest " + version.version() + " of " + heading.name());
        document.addCreator("Packhouse");
        document.open();
        document.add(head());
        var table = table();
        manifests.each(version.contentId(), MOST_LINES, line -> {
            add(table, line);
            if (line.line() % LINES_IN_MEMORY == 0) {
                document.add(table); // Writes the rows and frees them.
            }
        });
        table.setComplete(true);
        document.add(table);
        foot().forEach(sentence -> document.add(new Paragraph(sentence, faint)));
        document.close();
    }

    private java.util.List<String> foot() {
        var sentences = new java.util.ArrayList<String>();
        if (version.lines() > MOST_LINES) {
            sentences.add("These are the first %s of %s lines. The CSV file has all of them: %s"
                    .formatted(number(MOST_LINES), number(version.lines()), address));
        }
        if (replaced) {
            sentences.add("A question mark replaces characters that this typeface lacks; the other files have them.");
        }
        return sentences;
    }

    private PdfPTable head() throws IOException {
        var head = new PdfPTable(new float[] {80, 20});
        head.setWidthPercentage(100);
        head.setSpacingAfter(12);
        var words = new PdfPCell();
        words.setBorder(Rectangle.NO_BORDER);
        words.setPadding(0);
        words.addElement(new Paragraph("Manifest", faint));
        words.addElement(new Paragraph(shown(heading.name()), title));
        words.addElement(new Paragraph(
                "%s · version %s · %s lines · %s units"
                        .formatted(heading.sku(), version.version(), number(version.lines()), number(version.units())),
                bold));
        words.addElement(new Paragraph("Published " + MOMENT.format(version.publishedAt()), faint));
        words.addElement(new Paragraph(address, faint));
        head.addCell(words);
        var code = new PdfPCell(qr(), false);
        code.setBorder(Rectangle.NO_BORDER);
        code.setPadding(0);
        code.setHorizontalAlignment(Element.ALIGN_RIGHT);
        head.addCell(code);
        return head;
    }

    /// One sample per module: the PDF scales it without loss.
    private Image qr() throws IOException {
        try {
            var hints = Map.of(EncodeHintType.MARGIN, 4);
            var code = new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 0, 0, hints);
            var samples = new byte[code.getWidth() * code.getHeight()];
            for (var i = 0; i < samples.length; i++) {
                var dark = code.get(i % code.getWidth(), i / code.getWidth());
                samples[i] = (byte) (dark ? 0 : 0xFF);
            }
            var image = Image.getInstance(code.getWidth(), code.getHeight(), 1, 8, samples);
            image.scaleAbsolute(QR_SIZE, QR_SIZE);
            return image;
        } catch (WriterException e) {
            throw new IOException(e);
        }
    }

    private PdfPTable table() {
        var table = new PdfPTable(WIDTHS);
        table.setWidthPercentage(100);
        table.setHeaderRows(1);
        table.setComplete(false);
        for (var column : new String[] {"SKU", "Product", "Units", "Condition", "Unit retail"}) {
            var cell = cell(column, bold, isNumber(column));
            cell.setBackgroundColor(SHADE);
            table.addCell(cell);
        }
        return table;
    }

    private void add(PdfPTable table, Line line) {
        var retail = line.unitRetail();
        table.addCell(cell(line.sku(), plain, false));
        table.addCell(cell(shown(line.productName()), plain, false));
        table.addCell(cell(number(line.quantity()), plain, true));
        table.addCell(cell(condition(line.condition()), plain, false));
        table.addCell(cell(retail == null ? "" : ManifestFiles.amount(retail) + " " + retail.currency(), plain, true));
    }

    private static boolean isNumber(String column) {
        return column.startsWith("Unit");
    }

    private static PdfPCell cell(String text, Font font, boolean end) {
        var cell = new PdfPCell(new Phrase(text, font));
        cell.setBorder(Rectangle.BOTTOM);
        cell.setBorderColor(SHADE);
        cell.setPadding(4);
        cell.setHorizontalAlignment(end ? Element.ALIGN_RIGHT : Element.ALIGN_LEFT);
        return cell;
    }

    private String shown(String text) {
        var shown = new StringBuilder();
        text.codePoints().forEach(sign -> {
            var known = plain.getBaseFont().charExists(sign);
            replaced |= !known;
            shown.appendCodePoint(known ? sign : '?');
        });
        return shown.toString();
    }

    private static String condition(String constant) {
        var words = constant.replace('_', ' ').toLowerCase(Locale.ROOT);
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String number(long number) {
        return NumberFormat.getIntegerInstance(Locale.UK).format(number);
    }
}
