/// Guests: persons who order without an account, return by a link, and may get an account.
@NullMarked
package io.packhouse.identity.credential.guest;

import org.jspecify.annotations.NullMarked;
