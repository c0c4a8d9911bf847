/// Passkeys: sign-in without a password, by keys that devices keep.
@NullMarked
package io.packhouse.identity.credential.passkey;

import org.jspecify.annotations.NullMarked;
