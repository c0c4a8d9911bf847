package io.packhouse.app.demo.catalog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Generated SVG pictures of the demo's products: deterministic, a few kilobytes each, and sharp at
/// every size.
final class DemoPictures {

    static final String MEDIA_TYPE = "image/svg+xml";
    static final int WIDTH = 800;
    static final int HEIGHT = 600;
    static final int VIEWS = 3;

    /// Muted colours: base, light, dark.
    private static final List<Tones> TONES = List.of(
            new Tones("#b9694a", "#d79a7f", "#8c4a31"),
            new Tones("#6f8a6a", "#9db398", "#4f6a4b"),
            new Tones("#41608a", "#7f9bc0", "#2b4468"),
            new Tones("#c2923e", "#dfbd7c", "#926a23"),
            new Tones("#a9606f", "#cd95a0", "#7d414f"),
            new Tones("#5b6873", "#8f9ba5", "#3f4a54"),
            new Tones("#3f7a78", "#7fb0ad", "#2a5957"),
            new Tones("#755c86", "#a58fb4", "#553f65"),
            new Tones("#a08a6c", "#c9b79e", "#77644a"),
            new Tones("#7c8341", "#abb179", "#5a602b"));

    /// A colour with its light and dark variants.
    record Tones(String base, String light, String dark) {}

    /// One picture; `alt` describes it.
    record DemoPicture(String alt, String svg) {

        byte[] bytes() {
            return svg.getBytes(StandardCharsets.UTF_8);
        }
    }

    private DemoPictures() {}

    /// All views of one product, the main view first.
    static List<DemoPicture> of(String sku, String name, String category) {
        return IntStream.rangeClosed(1, VIEWS)
                .mapToObj(view -> of(sku, name, category, view))
                .toList();
    }

    /// View 1 is the product, view 2 a close-up, view 3 three of them.
    static DemoPicture of(String sku, String name, String category, int view) {
        var shape = DemoImageShape.of(name, category);
        var seed = Math.floorMod((sku + "|" + name).hashCode() * 0x9E3779B1L, 1 << 16);
        var tones = TONES.get(seed % TONES.size());
        var accent = TONES.get((seed + 1 + seed / 11 % (TONES.size() - 1)) % TONES.size());
        var label = seed / 7 % 3;
        var inside = switch (view) {
            case 1 -> placed(shape, tones, accent, label, 400, 535, 1.3);
            case 2 -> nearer(shape, tones, accent, label);
            default -> three(shape, tones, accent, label);
        };
        return new DemoPicture(alt(name, view), page(tones, view, inside));
    }

    private static String alt(String name, int view) {
        return switch (view) {
            case 1 -> name;
            case 2 -> name + ", seen from nearer";
            default -> "Three of " + name;
        };
    }

    /// Background with the edge of a table and light from above.
    private static String page(Tones tones, int view, String inside) {
        var horizon = view == 2 ? 470 : 410;
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 600"><defs>\
        <linearGradient id="w" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#faf9f6"/>\
        <stop offset="1" stop-color="#efede7"/></linearGradient>\
        <linearGradient id="t" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#e6e2d9"/>\
        <stop offset="1" stop-color="#f3f1ec"/></linearGradient>\
        <radialGradient id="s"><stop offset="0" stop-color="#3b352a" stop-opacity=".38"/>\
        <stop offset="1" stop-color="#3b352a" stop-opacity="0"/></radialGradient>\
        <linearGradient id="b" x1="0" y1="0" x2="1" y2="0">\
        <stop offset="0" stop-color="%s"/><stop offset=".3" stop-color="%s"/>\
        <stop offset="1" stop-color="%s"/></linearGradient></defs>\
        <rect width="800" height="600" fill="url(#w)"/>\
        <rect y="%s" width="800" height="%s" fill="url(#t)"/>%s</svg>\
        """.formatted(tones.light(), tones.base(), tones.dark(), horizon, 600 - horizon, inside);
    }

    private static String nearer(DemoImageShape shape, Tones tones, Tones accent, int label) {
        return "<g transform=\"translate(-330 -330) scale(1.78)\">"
                + placed(shape, tones, accent, label, 415, 500, 1.0)
                + "</g>";
    }

    private static String three(DemoImageShape shape, Tones tones, Tones accent, int label) {
        return placed(shape, tones, accent, label, 190, 465, .75)
                + placed(shape, tones, accent, label, 615, 465, .75)
                + placed(shape, tones, accent, label, 400, 525, 1.0);
    }

    /// Placed on the table at (`x`, `y`).
    private static String placed(
            DemoImageShape shape, Tones tones, Tones accent, int label, int x, int y, double scale) {
        var shadow = "<ellipse cx=\"%s\" cy=\"%s\" rx=\"%s\" ry=\"%s\" fill=\"url(#s)\"/>"
                .formatted(x, y, Math.round(shape.halfWidth() * 1.25 * scale), Math.round(26 * scale));
        return "%s<g transform=\"translate(%s %s) scale(%s)\">%s</g>"
                .formatted(
                        shadow, x, y, String.format(Locale.ROOT, "%.2f", scale), shape.drawing(tones, accent, label));
    }
}
