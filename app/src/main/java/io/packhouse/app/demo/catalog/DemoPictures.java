package io.packhouse.app.demo.catalog;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// Generated SVG pictures of the demo's products, one each: deterministic, a few kilobytes, and sharp
/// at every size.
final class DemoPictures {

    static final String MEDIA_TYPE = "image/svg+xml";
    static final int WIDTH = 800;
    static final int HEIGHT = 600;

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

    private DemoPictures() {}

    static byte[] of(String sku, String name, String category) {
        var shape = DemoImageShape.of(name, category);
        var seed = Math.floorMod((sku + "|" + name).hashCode() * 0x9E3779B1L, 1 << 16);
        var tones = TONES.get(seed % TONES.size());
        var accent = TONES.get((seed + 1 + seed / 11 % (TONES.size() - 1)) % TONES.size());
        return page(shape, tones, shape.drawing(tones, accent, seed / 7 % 3)).getBytes(StandardCharsets.UTF_8);
    }

    /// Background with the edge of a table and light from above.
    private static String page(DemoImageShape shape, Tones tones, String drawing) {
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
        <rect y="410" width="800" height="190" fill="url(#t)"/>\
        <ellipse cx="400" cy="535" rx="%s" ry="34" fill="url(#s)"/>\
        <g transform="translate(400 535) scale(1.3)">%s</g></svg>\
        """.formatted(tones.light(), tones.base(), tones.dark(), Math.round(shape.halfWidth() * 1.6), drawing);
    }
}
