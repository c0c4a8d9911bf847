/// Problems returned to clients: RFC 9457, from one registry.
@NullMarked
package io.packhouse.app.problem;

import org.jspecify.annotations.NullMarked;
