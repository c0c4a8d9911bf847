/// Points, their ledger and rewards as rows.
@NullMarked
package io.packhouse.loyalty.projection;

import org.jspecify.annotations.NullMarked;
