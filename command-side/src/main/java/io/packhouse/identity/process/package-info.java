/// Reactions to changes of accounts.
@NullMarked
package io.packhouse.identity.process;

import org.jspecify.annotations.NullMarked;
