/// Tokens and sign-in of an authorization server of others, by OpenID Connect.
@NullMarked
package io.packhouse.app.security.oidc;

import org.jspecify.annotations.NullMarked;
