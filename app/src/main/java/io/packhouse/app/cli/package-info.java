/// The command line: queries, operations of a running engine, and maintenance of a store.
@NullMarked
package io.packhouse.app.cli;

import org.jspecify.annotations.NullMarked;
