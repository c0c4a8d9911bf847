/// What a whole purchase costs, measured from outside over HTTP.
@NullMarked
package io.packhouse.bench;

import org.jspecify.annotations.NullMarked;
