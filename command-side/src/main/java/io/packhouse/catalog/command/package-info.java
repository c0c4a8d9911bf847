/// Packs decided: what they contain, what they cost, whether they can be bought.
@NullMarked
package io.packhouse.catalog.command;

import org.jspecify.annotations.NullMarked;
