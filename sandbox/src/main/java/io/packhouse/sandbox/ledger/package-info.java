/// The books: what the journal says, ready to be asked and to be changed.
@NullMarked
package io.packhouse.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
