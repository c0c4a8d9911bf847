/// The stored events as they were written, in either store, for audits and verification.
@NullMarked
package io.packhouse.engine.eventlog;

import org.jspecify.annotations.NullMarked;
