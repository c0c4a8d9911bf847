/// Stock per item: how much is available, reserved and committed. It decides whether stock is
/// reserved and never reserves one unit twice. It does not know orders, prices or customers: it
/// knows owners by reference.
@NullMarked
package io.packhouse.inventory.api;

import org.jspecify.annotations.NullMarked;
