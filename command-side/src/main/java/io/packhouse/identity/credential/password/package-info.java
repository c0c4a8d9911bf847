/// Hashing and strength of passwords.
@NullMarked
package io.packhouse.identity.credential.password;

import org.jspecify.annotations.NullMarked;
