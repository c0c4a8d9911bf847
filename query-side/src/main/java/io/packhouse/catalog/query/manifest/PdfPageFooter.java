package io.packhouse.catalog.query.manifest;

import org.jspecify.annotations.Nullable;
import org.openpdf.text.Document;
import org.openpdf.text.Font;
import org.openpdf.text.pdf.PdfPageEventHelper;
import org.openpdf.text.pdf.PdfTemplate;
import org.openpdf.text.pdf.PdfWriter;

/// Footer with the title and "page n of m"; m is filled in at the end.
final class PdfPageFooter extends PdfPageEventHelper {

    private static final float BELOW = 24;
    private static final float ROOM = 40;

    private final Font font;
    private final String name;
    private @Nullable PdfTemplate total;

    PdfPageFooter(Font font, String name) {
        this.font = font;
        this.name = name;
    }

    @Override
    public void onOpenDocument(PdfWriter writer, Document document) {
        total = writer.getDirectContent().createTemplate(ROOM, font.getSize() * 2);
    }

    @Override
    public void onEndPage(PdfWriter writer, Document document) {
        var page = "Page " + writer.getPageNumber() + " of ";
        var from = document.right() - ROOM - font.getBaseFont().getWidthPoint(page, font.getSize());
        var canvas = writer.getDirectContent();
        write(canvas, name, document.left());
        write(canvas, page, from);
        canvas.addTemplate(total, document.right() - ROOM, BELOW);
    }

    @Override
    public void onCloseDocument(PdfWriter writer, Document document) {
        if (total != null) {
            total.beginText();
            total.setColorFill(font.getColor());
            total.setFontAndSize(font.getBaseFont(), font.getSize());
            total.showText(String.valueOf(writer.getPageNumber() - 1));
            total.endText();
        }
    }

    private void write(org.openpdf.text.pdf.PdfContentByte canvas, String text, float from) {
        canvas.beginText();
        canvas.setColorFill(font.getColor());
        canvas.setFontAndSize(font.getBaseFont(), font.getSize());
        canvas.setTextMatrix(from, BELOW);
        canvas.showText(text);
        canvas.endText();
    }
}
