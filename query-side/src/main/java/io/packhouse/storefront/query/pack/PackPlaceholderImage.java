package io.packhouse.storefront.query.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The image of a pack without images: a grid with one square per unit, in a shade per SKU.
record PackPlaceholderImage(int columns, int rows, List<Cell> cells) {

    private static final int MOST = 96;
    private static final int SHADES = 4;

    record Cell(int x, int y, int shade) {}

    static PackPlaceholderImage of(Map<String, Integer> contents) {
        var shades = new ArrayList<Integer>();
        var shade = 0;
        for (var units : new TreeMap<>(contents).values()) {
            for (var unit = 0; unit < units && shades.size() < MOST; unit++) {
                shades.add(shade % SHADES);
            }
            shade++;
        }
        var wide = (int) Math.ceil(Math.sqrt(shades.size() * 1.6));
        var columns = Math.clamp(wide, 1, Math.max(1, shades.size()));
        var rows = Math.ceilDiv(Math.max(1, shades.size()), columns);
        var cells = new ArrayList<Cell>();
        for (var i = 0; i < shades.size(); i++) {
            cells.add(new Cell(i % columns * 10, i / columns * 10, shades.get(i)));
        }
        return new PackPlaceholderImage(columns, rows, cells);
    }

    public String viewBox() {
        return "-1 -1 %s %s".formatted(columns * 10, rows * 10);
    }
}
