/// Endpoints of accounts and sign-in.
@NullMarked
package io.packhouse.identity.http;

import org.jspecify.annotations.NullMarked;
