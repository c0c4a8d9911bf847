/// Stock: the aggregate with its state class, and the handler that decides over several items.
@NullMarked
package io.packhouse.inventory.command;

import org.jspecify.annotations.NullMarked;
