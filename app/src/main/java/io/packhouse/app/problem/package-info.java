/// Everything that can go wrong, as the caller hears it: RFC 9457, from one registry.
@NullMarked
package io.packhouse.app.problem;

import org.jspecify.annotations.NullMarked;
