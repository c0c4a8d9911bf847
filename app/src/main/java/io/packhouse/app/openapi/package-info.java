/// The OpenAPI documentation of the endpoints, with the schemas of their values.
@NullMarked
package io.packhouse.app.openapi;

import org.jspecify.annotations.NullMarked;
