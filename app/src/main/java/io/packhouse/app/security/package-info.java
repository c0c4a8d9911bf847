/// Authentication and authorization.
@NullMarked
package io.packhouse.app.security;

import org.jspecify.annotations.NullMarked;
