/// Platform settings over HTTP.
@NullMarked
package io.packhouse.platform.http;

import org.jspecify.annotations.NullMarked;
