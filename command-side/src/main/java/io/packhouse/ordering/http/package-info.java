/// Endpoints that place an order, from JSON or from the form on a page, and change its status.
@NullMarked
package io.packhouse.ordering.http;

import org.jspecify.annotations.NullMarked;
