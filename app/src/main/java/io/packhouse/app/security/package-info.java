/// Who may enter, and as what.
@NullMarked
package io.packhouse.app.security;

import org.jspecify.annotations.NullMarked;
