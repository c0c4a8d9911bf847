/// The provider's state: derived from the journal, read and changed in transactions.
@NullMarked
package io.packhouse.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
