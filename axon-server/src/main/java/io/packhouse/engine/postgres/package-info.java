/// The PostgreSQL database: its logins and connections, whether it responds, and the checks at startup. It
/// knows nothing of events or of shops.
@NullMarked
package io.packhouse.engine.postgres;

import org.jspecify.annotations.NullMarked;
