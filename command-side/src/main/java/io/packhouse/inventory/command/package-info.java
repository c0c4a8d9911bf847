/// Stock decided: the aggregate, its mind, and the handler that decides over several items at once.
@NullMarked
package io.packhouse.inventory.command;

import org.jspecify.annotations.NullMarked;
