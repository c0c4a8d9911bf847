/// The whole engine for tests: started, called over HTTP, inspected with SQL.
@NullMarked
package io.packhouse.testing;

import org.jspecify.annotations.NullMarked;
