/// Authentication of programs by API key.
@NullMarked
package io.packhouse.app.security.apikey;

import org.jspecify.annotations.NullMarked;
