/// Endpoints for points and rewards, with the programme's rules.
@NullMarked
package io.packhouse.loyalty.http;

import org.jspecify.annotations.NullMarked;
