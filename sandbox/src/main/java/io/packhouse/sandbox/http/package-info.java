/// The HTTP server: routing, the pay page, and the test endpoints.
@NullMarked
package io.packhouse.sandbox.http;

import org.jspecify.annotations.NullMarked;
