/// Request handling: request ids, body buffering, caller.
@NullMarked
package io.packhouse.app.web;

import org.jspecify.annotations.NullMarked;
