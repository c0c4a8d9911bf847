/// The one database under everything: where its files lie, who may log in as whom, and what is
/// checked before anything is promised on top of it. It knows nothing of events or of shops.
@NullMarked
package io.packhouse.engine.postgres;

import org.jspecify.annotations.NullMarked;
