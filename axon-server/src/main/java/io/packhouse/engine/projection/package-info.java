/// How events become rows: written in batches, in the transaction that moves the token, each row
/// once; what a row cannot take waits as a dead letter and is tried again.
@NullMarked
package io.packhouse.engine.projection;

import org.jspecify.annotations.NullMarked;
