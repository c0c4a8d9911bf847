/// The optional second factor of a sign-in: codes of an authenticator app, and recovery codes.
@NullMarked
package io.packhouse.identity.credential.secondfactor;

import org.jspecify.annotations.NullMarked;
