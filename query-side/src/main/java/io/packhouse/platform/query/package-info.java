/// Platform settings as read over HTTP.
@NullMarked
package io.packhouse.platform.query;

import org.jspecify.annotations.NullMarked;
