/// What a store consists of: tables, files and events, read and written without the engine.
@NullMarked
package io.packhouse.app.maintenance.store;

import org.jspecify.annotations.NullMarked;
