/// The PostgreSQL database: its files, its logins, and the checks at startup. It knows nothing of
/// events or of shops.
@NullMarked
package io.packhouse.engine.postgres;

import org.jspecify.annotations.NullMarked;
