/// Points decided: earned in lots, held and spent once, reversed exactly, expired in time.
@NullMarked
package io.packhouse.loyalty.command;

import org.jspecify.annotations.NullMarked;
