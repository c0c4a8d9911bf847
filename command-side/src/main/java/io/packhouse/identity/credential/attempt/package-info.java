/// Addresses, the limits of attempts, and the log of authentication.
@NullMarked
package io.packhouse.identity.credential.attempt;

import org.jspecify.annotations.NullMarked;
