/// The projection of accounts.
@NullMarked
package io.packhouse.identity.projection;

import org.jspecify.annotations.NullMarked;
