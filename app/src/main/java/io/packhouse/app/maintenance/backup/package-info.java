/// Backup, restore, export and import of a whole store.
@NullMarked
package io.packhouse.app.maintenance.backup;

import org.jspecify.annotations.NullMarked;
