/// The whole engine for tests: started, asked over HTTP, looked into with SQL.
@NullMarked
package io.packhouse.testing;

import org.jspecify.annotations.NullMarked;
