package io.packhouse.inventory.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.packhouse.shared.api.Sku;
import java.util.regex.Pattern;

/// Id of an inventory item, one SKU at one location: `inv_<location>_<sku>`. It is also the name of
/// its event stream.
public record InventoryItemId(@JsonValue String value) implements Comparable<InventoryItemId> {

    private static final Pattern FORM = Pattern.compile("inv_[a-z0-9-]{1,32}_[A-Z0-9][A-Z0-9.-]{0,63}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InventoryItemId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an inventory item id (inv_<location>_<sku>): " + value);
        }
    }

    public static InventoryItemId at(Location location, Sku sku) {
        return new InventoryItemId("inv_" + location + "_" + sku);
    }

    public Sku sku() {
        return new Sku(value.substring(value.lastIndexOf('_') + 1));
    }

    public Location location() {
        return new Location(value.substring("inv_".length(), value.lastIndexOf('_')));
    }

    @Override
    public int compareTo(InventoryItemId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value; // Axon stores and associates by this text.
    }
}
