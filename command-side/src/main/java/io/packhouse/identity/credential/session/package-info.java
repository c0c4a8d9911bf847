/// Sessions and their refresh tokens.
@NullMarked
package io.packhouse.identity.credential.session;

import org.jspecify.annotations.NullMarked;
