package io.packhouse.sandbox.model;

public record LineItem(String name, long unitAmount, long quantity) {

    public long amount() {
        return Math.multiplyExact(unitAmount, quantity);
    }
}
