/// The PostgreSQL that comes with the program: unpacked, started, stopped, and found again by commands beside a running
/// engine.
@NullMarked
package io.packhouse.engine.postgres.embedded;

import org.jspecify.annotations.NullMarked;
